namespace Fovea.Imaging;

/// <summary>One field of a TIFF directory.</summary>
/// <param name="Tag">What the field is.</param>
/// <param name="Type">TIFF's field type, 1 to 18.</param>
/// <param name="Count">Number of values that fit into the file.</param>
/// <param name="Offset">Where the values begin, from the start of the TIFF block.</param>
internal readonly record struct TiffEntry(ushort Tag, ushort Type, int Count, int Offset);
