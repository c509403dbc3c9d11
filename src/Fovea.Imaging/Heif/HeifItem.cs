namespace Fovea.Imaging;

/// <summary>One item of a HEIF file: a picture, a part of one, or metadata.</summary>
internal sealed class HeifItem
{
    /// <summary>The four letters of its kind: "hvc1" and "av01" are coded pictures, "grid" is made of others. Empty when not said.</summary>
    public string Type { get; set; } = "";

    /// <summary>Whether its place was given in a way that is understood here.</summary>
    public bool IsPlaced { get; set; }

    /// <summary>Where its bytes are, in order.</summary>
    public List<(long Offset, long Length)> Extents { get; } = [];

    /// <summary>Its properties, as numbers in the file's list.</summary>
    public List<(int Property, bool IsEssential)> Properties { get; } = [];
}
