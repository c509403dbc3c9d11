namespace Fovea;

/// <summary>One change to the catalog. A closed set of cases; a list of them is committed as one transaction.</summary>
public abstract record CatalogChange
{
    private CatalogChange()
    {
    }

    /// <summary>
    /// A photo with its vector: added, or, where a file with this root and path is known, replaced. Vectors of other spaces are kept
    /// only if the content hash is unchanged. Clears "missing".
    /// </summary>
    public sealed record Indexed : CatalogChange
    {
        /// <summary>The root.</summary>
        public required RootId Root { get; init; }

        /// <summary>Path below the root.</summary>
        public required string Path { get; init; }

        /// <summary>Path below the root of the RAW twin.</summary>
        public string? Companion { get; init; }

        /// <summary>Size and modification time, taken from the open file.</summary>
        public required FileStamp Stamp { get; init; }

        /// <summary>Hash of the bytes that were decoded.</summary>
        public required ContentHash Hash { get; init; }

        /// <summary>What the file says of itself.</summary>
        public required PhotoMetadata Metadata { get; init; }

        /// <summary>Average colour of the upright picture, 0xRRGGBB; null when unknown.</summary>
        public int? Colour { get; init; }

        /// <summary>The vector's space.</summary>
        public required EmbeddingSpace Space { get; init; }

        /// <summary>The unit vector in half precision, <see cref="EmbeddingSpace.Dimensions"/> numbers.</summary>
        public required ReadOnlyMemory<Half> Vector { get; init; }
    }

    /// <summary>
    /// A vector for a known photo, and nothing else of it. Passed over if the photo is not indexed with these bytes (any more): the vector
    /// belongs to the bytes.
    /// </summary>
    /// <param name="Photo">The photo.</param>
    /// <param name="Hash">Hash of the bytes that the vector stands for.</param>
    /// <param name="Space">The vector's space.</param>
    /// <param name="Vector">The unit vector in half precision, <see cref="EmbeddingSpace.Dimensions"/> numbers.</param>
    public sealed record Embedded(PhotoId Photo, ContentHash Hash, EmbeddingSpace Space, ReadOnlyMemory<Half> Vector) : CatalogChange;

    /// <summary>A photo that failed: added or replaced by root and path; vectors it had are dropped if its content changed.</summary>
    /// <param name="Root">The root.</param>
    /// <param name="Path">Path below the root.</param>
    /// <param name="Companion">Path below the root of the RAW twin.</param>
    /// <param name="Stamp">Size and modification time.</param>
    /// <param name="Hash">Hash of the bytes, where they could be read.</param>
    /// <param name="Failure">Kind and reason.</param>
    public sealed record Failed(
        RootId Root, string Path, string? Companion, FileStamp Stamp, ContentHash? Hash, PhotoFailure Failure) : CatalogChange;

    /// <summary>A file that is not a photo: added or replaced by root and path.</summary>
    /// <param name="Root">The root.</param>
    /// <param name="Path">Path below the root.</param>
    /// <param name="Stamp">Size and modification time.</param>
    /// <param name="What">What it is, in a word or two.</param>
    public sealed record NotAPhoto(RootId Root, string Path, FileStamp Stamp, string What) : CatalogChange;

    /// <summary>A known photo at a new path; id, metadata and vectors stay. A file known at the new path is replaced. Clears "missing".</summary>
    /// <param name="Photo">The photo.</param>
    /// <param name="Root">The root it lies under now.</param>
    /// <param name="Path">Its path below that root.</param>
    /// <param name="Companion">Path below the root of the RAW twin.</param>
    /// <param name="Stamp">Size and modification time.</param>
    public sealed record Moved(PhotoId Photo, RootId Root, string Path, string? Companion, FileStamp Stamp) : CatalogChange;

    /// <summary>A known photo whose bytes are the same but whose stamp or RAW twin changed. Clears "missing".</summary>
    /// <param name="Photo">The photo.</param>
    /// <param name="Companion">Path below the root of the RAW twin.</param>
    /// <param name="Stamp">Size and modification time.</param>
    public sealed record Restamped(PhotoId Photo, string? Companion, FileStamp Stamp) : CatalogChange;

    /// <summary>A photo that is gone, or back: kept and shown as offline while it is gone.</summary>
    /// <param name="Photo">The photo.</param>
    /// <param name="IsMissing">Gone or back.</param>
    public sealed record Missing(PhotoId Photo, bool IsMissing) : CatalogChange;

    /// <summary>
    /// A photo that the person marked, or no longer. The mark belongs to the photo: it stays when the file is indexed again, moves, changes
    /// or goes missing, and ends with <see cref="Removed"/>.
    /// </summary>
    /// <param name="Photo">The photo.</param>
    /// <param name="IsFavourite">Marked or not.</param>
    public sealed record Favourite(PhotoId Photo, bool IsFavourite) : CatalogChange;

    /// <summary>A photo that leaves the catalog with its vectors.</summary>
    /// <param name="Photo">The photo.</param>
    public sealed record Removed(PhotoId Photo) : CatalogChange;
}
