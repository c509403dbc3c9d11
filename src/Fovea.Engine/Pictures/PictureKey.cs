using Fovea.Engine.Files;

namespace Fovea.Engine.Pictures;

/// <summary>What a picture was made of: a file as it was, and a size.</summary>
/// <param name="RealPath">The file.</param>
/// <param name="Stamp">Its size and time.</param>
/// <param name="Size">How large the picture is.</param>
internal sealed record PictureKey(string RealPath, FileStamp Stamp, ThumbnailSpec Size)
{
    /// <summary>Looks at the file; null when it cannot be opened now.</summary>
    public static PictureKey? Of(string realPath, ThumbnailSpec size)
    {
        try
        {
            using var handle = FileContentReader.Open(realPath);
            return new PictureKey(realPath, FileStamps.Of(handle), size);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
