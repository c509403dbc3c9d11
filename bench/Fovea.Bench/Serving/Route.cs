namespace Fovea.Bench.Serving;

/// <summary>Something that the page asks for.</summary>
/// <param name="Name">What it is.</param>
/// <param name="PrepareAsync">Asks for what comes before it, and gives the path of request number n.</param>
internal sealed record Route(string Name, Func<Task<Func<int, string>>> PrepareAsync)
{
    /// <summary>A route that needs nothing before.</summary>
    public Route(string name, Func<int, string> path)
        : this(name, () => Task.FromResult(path))
    {
    }

    /// <summary>Asks so often, from a number on.</summary>
    public async Task<Times> RunAsync(Client client, int callers, int requests, int first)
    {
        var path = await PrepareAsync();
        return await Load.RunAsync(client, callers, requests, n => path(first + n));
    }
}
