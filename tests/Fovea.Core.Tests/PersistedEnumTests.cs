namespace Fovea.Core.Tests;

/// <summary>Numbers that are in people's catalogs. A new value gets a new number and a line here; no line ever changes.</summary>
public sealed class PersistedEnumTests
{
    [Fact]
    public void PhotoStatus_Numbers_AreFrozen() => AssertFrozen<PhotoStatus>("Indexed=1 Failed=2 NotAPhoto=3");

    [Fact]
    public void PhotoFailureKind_Numbers_AreFrozen() => AssertFrozen<PhotoFailureKind>(
        "Corrupt=1 UnknownFormat=2 Refused=3 TooLarge=4 TimedOut=5 Unreadable=6 NoVector=7 Empty=8 Changing=9 Crashed=10");

    [Fact]
    public void PhotoFormat_Numbers_AreFrozen() => AssertFrozen<PhotoFormat>(
        "Unknown=0 Jpeg=1 Png=2 Gif=3 WebP=4 Tiff=5 Bmp=6 Heif=7 Avif=8 JpegXl=9 Psd=10 Jpeg2000=11 Raw=12 OtherRaster=13");

    [Fact]
    public void TakenAtSource_Numbers_AreFrozen() => AssertFrozen<TakenAtSource>("ExifOriginal=1 ExifDigitized=2 Xmp=3 ExifModified=4 FileModified=5");

    // Their names are part of PreprocessSpec.Canonical, and so of every stored vector's identity.
    [Fact]
    public void PreprocessEnums_Names_AreFrozen()
    {
        AssertFrozen<ResizeMode>("ShortestSide=0 Squash=1 LongestSide=2");
        AssertFrozen<Interpolation>("Bicubic=0 Bilinear=1 Lanczos=2 Nearest=3");
    }

    [Fact]
    public void EveryPublicEnumOfCore_IsFrozenOrNeverStored()
    {
        Type[] neverStored = [typeof(PictureFormat), typeof(PhotoShape), typeof(SearchPrecision)];
        Type[] frozen = [typeof(PhotoStatus), typeof(PhotoFailureKind), typeof(PhotoFormat), typeof(TakenAtSource), typeof(ResizeMode), typeof(Interpolation)];

        var enums = typeof(PhotoId).Assembly.GetExportedTypes().Where(t => t.IsEnum).Select(t => t.Name);
        Assert.Equal(frozen.Concat(neverStored).Select(t => t.Name).Order(), enums.Order());
    }

    private static void AssertFrozen<T>(string values)
        where T : struct, Enum =>
        Assert.Equal(values, string.Join(' ', Enum.GetValues<T>().Select(v => $"{v}={v:D}")));
}
