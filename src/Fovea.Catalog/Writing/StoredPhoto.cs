namespace Fovea.Catalog.Writing;

/// <summary>What must be known of a stored photo to decide whether its vectors stay.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Hash">Hash of the bytes that the vectors were made of.</param>
/// <param name="Stamp">Size and modification time.</param>
internal readonly record struct StoredPhoto(PhotoId Id, ContentHash? Hash, FileStamp Stamp)
{
    /// <summary>Whether content is known to be the same: by its hash, or, where it could not be read, by its unchanged stamp.</summary>
    public bool HasContent(ContentHash? hash, FileStamp stamp) => hash is null ? Stamp == stamp : Hash == hash;
}
