using System.Text;
using CsCheck;

namespace Fovea.Imaging.Tests;

public class MetadataReaderTests
{
    [Fact]
    public void Decode_JpegWithExif_SaysWhatTheCameraWrote()
    {
        var exif = new TiffWriter(bigEndian: true)
            .Ascii(0x10F, "Canon   ")
            .Ascii(0x110, "Canon EOS 7D\u0007")
            .Ascii(0x132, "2020:01:01 00:00:00")
            .Short(0x4746, 4)
            .Directory(0x8769, d => d
                .Ascii(0x9003, "2019:07:21 18:03:55")
                .Ascii(0x9291, "25")
                .Ascii(0x9011, "+02:00")
                .Ascii(0xA434, "EF-S 17-55mm"))
            .Directory(0x8825, d => d
                .Ascii(1, "S")
                .Rational(2, (33, 1), (51, 1), (3000, 100))
                .Ascii(3, "E")
                .Rational(4, (151, 1), (12, 1), (0, 1))
                .Bytes(5, 1)
                .Rational(6, (25, 2)))
            .ToBytes();

        var photo = Decode.Photo("x.jpg", Pictures.Jpeg(64, 48, exif));
        photo.Tile.Dispose();
        Assert.Equal(
            new PhotoMetadata
            {
                Format = PhotoFormat.Jpeg,
                Width = 64,
                Height = 48,
                TakenAt = new TakenAt(new DateTime(2019, 7, 21, 18, 3, 55, 250), TimeSpan.FromHours(2), TakenAtSource.ExifOriginal),
                CameraMake = "Canon",
                CameraModel = "Canon EOS 7D",
                Lens = "EF-S 17-55mm",
                Location = new GeoPoint(-(33 + (51 / 60.0) + (30 / 3600.0)), 151 + (12 / 60.0), -12.5),
                Rating = 4,
            },
            photo.Metadata);
    }

    [Theory]
    [InlineData("0000:00:00 00:00:00")]
    [InlineData("    :  :     :  :  ")]
    [InlineData("2019:13:45 99:99:99")]
    [InlineData("0001:01:01 00:00:00")]
    [InlineData("9999:12:31 23:59:59")]
    [InlineData("")]
    public void TakenAt_Nonsense_IsUnknown(string text) => Assert.Null(new ExifTime(text, null, null).Parse(TakenAtSource.ExifOriginal));

    [Theory]
    [InlineData("+14:00", 14 * 60)]
    [InlineData("-09:30", -(9 * 60) - 30)]
    [InlineData("Z", 0)]
    [InlineData("+15:00", null)]
    [InlineData("+02:75", null)]
    [InlineData("   :  ", null)]
    [InlineData("02:00", null)]
    public void Offset_Text_IsMinutesOrNothing(string text, int? minutes) => Assert.Equal(minutes, ExifTime.ParseOffset(text)?.TotalMinutes);

    [Fact]
    public void TakenAt_Sources_AreTriedInOrderOfTrust()
    {
        const string Xmp = """<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"><rdf:Description xmlns:photoshop="http://ns.adobe.com/photoshop/1.0/" photoshop:DateCreated="2003-03-03T03:03:03Z"/></rdf:RDF></x:xmpmeta>""";
        byte[] iptc = [0x1C, 2, 55, 0, 8, .. "20040404"u8, 0x1C, 2, 60, 0, 11, .. "040404+0100"u8];
        var original = new TiffWriter().Directory(0x8769, d => d.Ascii(0x9003, "2001:01:01 01:01:01")).ToBytes();
        var digitized = new TiffWriter().Directory(0x8769, d => d.Ascii(0x9004, "2002:02:02 02:02:02")).ToBytes();
        var modified = new TiffWriter().Ascii(0x132, "2005:05:05 05:05:05").ToBytes();
        var xmp = Encoding.UTF8.GetBytes(Xmp);

        Assert.Equal((2001, TakenAtSource.ExifOriginal), Year(modified, original, digitized, xmp, iptc));
        Assert.Equal((2002, TakenAtSource.ExifDigitized), Year(modified, [], digitized, xmp, iptc));
        Assert.Equal((2003, TakenAtSource.Xmp), Year(modified, [], [], xmp, iptc));
        Assert.Equal((2004, TakenAtSource.Xmp), Year(modified, [], [], [], iptc));
        Assert.Equal((2005, TakenAtSource.ExifModified), Year(modified, [], [], [], []));
    }

    [Fact]
    public void Location_ZeroByZero_IsUnknown()
    {
        Assert.Null(Location((0, 0), (0, 0)));
        Assert.Null(Location((0, 1), (0, 1)));
        Assert.Null(Location((91, 1), (10, 1)));
        Assert.Null(Location((10, 1), (181, 1)));
        Assert.Equal(new GeoPoint(10, 20, null), Location((10, 1), (20, 1)));
    }

    [Fact]
    public void Text_LongAndDirty_IsTrimmedAndBounded()
    {
        Assert.Equal("a b", ExifText.Clean("  a\u001bb  "));
        Assert.Equal(200, ExifText.Clean(new string('x', 5000))!.Length);
        Assert.Null(ExifText.Clean(" \t\n"));
        Assert.Equal("Müller", ExifText.Clean("M\u00fcller"u8));
        Assert.Equal("Müller", ExifText.Clean(Encoding.Latin1.GetBytes("Müller")));
        Assert.Equal("abc def", ExifText.Clean("abc\u202edef"));
    }

    [Fact]
    public void Read_AnyTiffBytes_NeverThrows() =>
        Gen.Byte.Array[0, 400].Sample(bytes => { _ = Read(new MetadataSource { Exif = [(byte[])[.. "II*\0\x08\0\0\0"u8, .. bytes]], Iptc = bytes, Xmp = bytes }); }, iter: 3000);

    [Fact]
    public void Read_DirectoriesThatPointAtThemselves_End()
    {
        var loop = new TiffWriter().Long(0x14A, [.. Enumerable.Repeat(8u, 4000)]).Long(0x8769, 8).Long(0x8825, 8).ToBytes();
        Assert.Null(Read(new MetadataSource { Exif = [loop] }).TakenAt);
    }

    private static GeoPoint? Location((uint, uint) latitude, (uint, uint) longitude) => Read(new MetadataSource
    {
        Exif = [new TiffWriter().Directory(0x8825, d => d.Ascii(1, "N").Rational(2, latitude, (0, 0), (0, 0)).Ascii(3, "E").Rational(4, longitude, (0, 0), (0, 0))).ToBytes()],
    }).Location;

    private static (int Year, TakenAtSource Source) Year(byte[] modified, byte[] original, byte[] digitized, byte[] xmp, byte[] iptc)
    {
        var taken = Read(new MetadataSource { Exif = [modified, original, digitized], Xmp = xmp, Iptc = iptc }).TakenAt!.Value;
        return (taken.Local.Year, taken.Source);
    }

    private static PhotoMetadata Read(MetadataSource source) => MetadataReader.Read(PhotoFormat.Jpeg, 1, 1, source);
}
