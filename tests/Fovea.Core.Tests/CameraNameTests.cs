namespace Fovea.Core.Tests;

public sealed class CameraNameTests
{
    [Theory]
    [InlineData("Canon", "Canon EOS 7D", "Canon EOS 7D")]
    [InlineData("CANON", "Canon EOS 7D", "Canon EOS 7D")]
    [InlineData("NIKON CORPORATION", "NIKON D90", "NIKON D90")]
    [InlineData("EASTMAN KODAK COMPANY", "KODAK EASYSHARE C653", "KODAK EASYSHARE C653")]
    [InlineData("Apple", "iPhone 12", "Apple iPhone 12")]
    [InlineData("OLYMPUS IMAGING CORP.", "E-M5", "OLYMPUS E-M5")]
    [InlineData("RICOH IMAGING COMPANY, LTD.", "GR III", "RICOH GR III")]
    [InlineData("CASIO COMPUTER CO.,LTD.", "EX-Z40", "CASIO COMPUTER EX-Z40")]
    [InlineData("  SONY ", "  DSC-W5   mark 2 ", "SONY DSC-W5 mark 2")]
    [InlineData("AG", "X", "AG X")]
    [InlineData("Leica Camera AG", null, "Leica Camera")]
    [InlineData("Leica Camera AG", " ", "Leica Camera")]
    [InlineData(null, "X100", "X100")]
    [InlineData("", "X100", "X100")]
    [InlineData("小米", "小米 14", "小米 14")]
    public void Of_MakerAndModel_IsWhatPeopleSay(string? make, string? model, string expected) =>
        Assert.Equal(expected, CameraName.Of(make, model));

    [Theory]
    [InlineData(null, null)]
    [InlineData("", " ")]
    public void Of_Nothing_IsNull(string? make, string? model) => Assert.Null(CameraName.Of(make, model));
}
