namespace Fovea.Bench.Serving;

/// <summary>Something that the page asks for.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Path">The path of request number n.</param>
internal sealed record Route(string Name, Func<int, string> Path);
