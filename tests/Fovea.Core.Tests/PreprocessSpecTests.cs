using System.Globalization;

namespace Fovea.Core.Tests;

public sealed class PreprocessSpecTests
{
    private static readonly PreprocessSpec Spec = new() { Width = 224, Height = 224 };

    // Part of the identity of every stored vector: if a line changes, every library is encoded again.
    [Fact]
    public void Canonical_Defaults_IsTheLineOfClip() => Assert.Equal(
        "224x224;resize=tile;ShortestSide;Bicubic;fill=0;mean=0.48145467,0.4578275,0.40821072;std=0.26862955,0.2613026,0.2757771", Spec.Canonical);

    [Fact]
    public void Canonical_EveryPart_IsInTheLine() => Assert.Equal(
        "384x256;resize=400;Squash;Bilinear;fill=127;mean=0,0.5,1;std=1,0.25,1E-05",
        new PreprocessSpec
        {
            Width = 384,
            Height = 256,
            ResizeTo = 400,
            Mode = ResizeMode.Squash,
            Interpolation = Interpolation.Bilinear,
            Fill = 127,
            Mean = [0, 0.5f, 1],
            StandardDeviation = [1, 0.25f, 0.00001f],
        }.Canonical);

    [Theory]
    [InlineData("de-DE")]
    [InlineData("ar-SA")]
    [InlineData("sv-SE")]
    public void Canonical_AnyCulture_IsTheSame(string culture)
    {
        var expected = Spec.Canonical;
        var before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo(culture);
            Assert.Equal(expected, Spec.Canonical);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Equals_SameLine_IsEqualWhateverTheLists()
    {
        var same = new PreprocessSpec { Width = 224, Height = 224, Mean = [.. Spec.Mean] };

        Assert.Equal(Spec, same);
        Assert.Equal(Spec.GetHashCode(), same.GetHashCode());
        Assert.NotEqual(Spec, Spec with { Mode = ResizeMode.LongestSide });
        Assert.NotEqual(Spec, Spec with { Interpolation = Interpolation.Lanczos });
        Assert.NotEqual(Spec, Spec with { Fill = 1 });
    }
}
