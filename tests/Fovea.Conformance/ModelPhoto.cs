namespace Fovea.Conformance;

/// <summary>A photo of <see cref="CatalogModel"/>.</summary>
internal sealed class ModelPhoto
{
    /// <summary>What the real catalog calls it; default until that is known.</summary>
    public PhotoId Id { get; set; }

    public required RootId Root { get; set; }

    public required string Path { get; set; }

    public string? Companion { get; set; }

    public FileStamp Stamp { get; set; }

    public ContentHash? Hash { get; set; }

    public PhotoStatus Status { get; set; }

    public bool IsMissing { get; set; }

    public bool IsFavourite { get; set; }

    public Dictionary<EmbeddingSpace, Half[]> Vectors { get; } = [];
}
