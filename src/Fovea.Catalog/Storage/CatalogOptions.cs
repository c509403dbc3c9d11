namespace Fovea.Catalog.Storage;

/// <summary>What tests set otherwise than the product does.</summary>
internal sealed record CatalogOptions
{
    /// <summary>How long a writer waits for another one. Default 10 s.</summary>
    public TimeSpan BusyTimeout { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>The most pages that the file may have: stands for a full disk. Default: no limit.</summary>
    public long? MaxPages { get; init; }

    /// <summary>The steps from one schema to the next. Default: <see cref="Schema.Migrations"/>.</summary>
    public IReadOnlyList<Migration> Migrations { get; init; } = Schema.Migrations;
}
