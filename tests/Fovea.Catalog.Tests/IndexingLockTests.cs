namespace Fovea.Catalog.Tests;

public sealed class IndexingLockTests : IDisposable
{
    private readonly CatalogFolder _folder = new();
    private readonly SetTime _time = new() { Now = new DateTimeOffset(2024, 5, 6, 8, 32, 0, TimeSpan.Zero) };

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void TryTake_HeldSinceToday_SaysProcessAndLocalTime()
    {
        using var catalog = SqlitePhotoCatalog.Open(_folder.Path, _time);
        using var held = catalog.TryLockForIndexing(out _);
        _time.Now += TimeSpan.FromHours(3);

        Assert.Null(catalog.TryLockForIndexing(out var holder));

        Assert.Equal($"process {Environment.ProcessId}, since 10:32", holder);
    }

    [Fact]
    public void TryTake_HeldSinceYesterday_SaysTheDay()
    {
        using var catalog = SqlitePhotoCatalog.Open(_folder.Path, _time);
        using var held = catalog.TryLockForIndexing(out _);
        _time.Now += TimeSpan.FromHours(20);

        Assert.Null(catalog.TryLockForIndexing(out var holder));

        Assert.Equal($"process {Environment.ProcessId}, since 2024-05-06 10:32", holder);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("nonsense")]
    [InlineData("4711 99999999999999999999")]
    [InlineData("4711 -5")]
    public void TryTake_HolderThatCannotBeRead_IsAnotherProcess(string? content)
    {
        using var catalog = SqlitePhotoCatalog.Open(_folder.Path, _time);
        using var held = catalog.TryLockForIndexing(out _);
        var file = Path.Combine(_folder.Path, "index.holder");
        if (content is null) File.Delete(file);
        else File.WriteAllText(file, content);

        Assert.Null(catalog.TryLockForIndexing(out var holder));

        Assert.Equal("another process", holder);
    }

    [Fact]
    public void TryTake_LockFileThatCannotBeOpened_IsACatalogException()
    {
        using var catalog = SqlitePhotoCatalog.Open(_folder.Path, _time);
        var path = Path.Combine(_folder.Path, "index.lock");
        Directory.CreateDirectory(path);

        var error = Assert.Throws<CatalogException>(() => catalog.TryLockForIndexing(out _));

        Assert.StartsWith($"Indexing cannot begin: the lock file {path} cannot be opened: ", error.Message, StringComparison.Ordinal);
    }

    private sealed class SetTime : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(2), "test", "test");

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
