namespace Fovea.Imaging;

/// <summary>
/// How the stored picture becomes upright, as EXIF's tag 0x0112 numbers it: the upright picture is the stored one, transposed if so,
/// then mirrored along its own axes.
/// </summary>
/// <param name="Transposed">Rows are columns of the upright picture.</param>
/// <param name="MirrorX">The upright picture's left is stored last.</param>
/// <param name="MirrorY">The upright picture's top is stored last.</param>
internal readonly record struct Orientation(bool Transposed, bool MirrorX, bool MirrorY)
{
    /// <summary>Stored upright.</summary>
    public static Orientation Upright => default;

    /// <summary>The orientation of an EXIF value; anything but 2 to 8 is upright.</summary>
    public static Orientation FromExif(int value) => value switch
    {
        2 => new(false, true, false),
        3 => new(false, true, true),
        4 => new(false, false, true),
        5 => new(true, false, false),
        6 => new(true, true, false),
        7 => new(true, true, true),
        8 => new(true, false, true),
        _ => Upright,
    };

    /// <summary>The size of the upright picture.</summary>
    public (int Width, int Height) Apply(int storedWidth, int storedHeight) =>
        Transposed ? (storedHeight, storedWidth) : (storedWidth, storedHeight);
}
