namespace Fovea;

/// <summary>The catalog's number of one photo. Dense (a bitmap over ids is small) and never given to another photo.</summary>
public readonly record struct PhotoId(long Value) : IComparable<PhotoId>
{
    /// <inheritdoc />
    public int CompareTo(PhotoId other) => Value.CompareTo(other.Value);

    /// <summary>Whether one id comes before another.</summary>
    public static bool operator <(PhotoId left, PhotoId right) => left.Value < right.Value;

    /// <summary>Whether one id comes after another.</summary>
    public static bool operator >(PhotoId left, PhotoId right) => left.Value > right.Value;

    /// <summary>Whether one id comes before another or is the same.</summary>
    public static bool operator <=(PhotoId left, PhotoId right) => left.Value <= right.Value;

    /// <summary>Whether one id comes after another or is the same.</summary>
    public static bool operator >=(PhotoId left, PhotoId right) => left.Value >= right.Value;
}
