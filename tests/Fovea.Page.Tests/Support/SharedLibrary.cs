[assembly: Xunit.AssemblyFixture(typeof(Fovea.Page.Tests.Support.SharedLibrary))]

namespace Fovea.Page.Tests.Support;

/// <summary>The whole painted library, served once for all tests that change nothing in it. Started by the first that asks.</summary>
public sealed class SharedLibrary : IAsyncDisposable
{
    private readonly Lazy<Task<TestLibrary>> _library = new(() => TestLibrary.IndexedAsync(library => Painted.Write(library.Pictures), "--no-index"));

    internal Task<TestLibrary> GetAsync() => _library.Value;

    public async ValueTask DisposeAsync()
    {
        if (_library.IsValueCreated) await (await _library.Value).DisposeAsync();
    }
}
