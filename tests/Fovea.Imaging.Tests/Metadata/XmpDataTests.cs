using System.Text;

namespace Fovea.Imaging.Tests;

public class XmpDataTests
{
    private const string Packet = """
        <?xpacket begin="﻿" id="W5M0MpCehiHzreSzNTczkc9d"?>
        <x:xmpmeta xmlns:x="adobe:ns:meta/">
         <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
          <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:tiff="http://ns.adobe.com/tiff/1.0/"
            xmlns:exif="http://ns.adobe.com/exif/1.0/" xmlns:aux="http://ns.adobe.com/exif/1.0/aux/"
            xmp:Rating="-1" tiff:Make="NIKON" aux:Lens="50.0 mm f/1.4" exif:GPSLatitude="52,30.5N" exif:GPSLongitude="13,24,36W" exif:GPSAltitude="341/10">
           <xmp:CreateDate>2010-03-01T21:51:01.5-05:00</xmp:CreateDate>
           <tiff:Model>D70s</tiff:Model>
          </rdf:Description>
         </rdf:RDF>
        </x:xmpmeta>
        <?xpacket end="w"?>
        """;

    [Fact]
    public void Read_AttributesAndElements_AreBothFound()
    {
        var xmp = XmpData.Read(Encoding.UTF8.GetBytes(Packet));
        Assert.Equal(-1, xmp.Rating);
        Assert.Equal(("NIKON", "D70s", "50.0 mm f/1.4"), (xmp.Make, xmp.Model, xmp.Lens));
        Assert.Equal(new TakenAt(new DateTime(2010, 3, 1, 21, 51, 1, 500), TimeSpan.FromHours(-5), TakenAtSource.Xmp), xmp.TakenAt);
        Assert.Equal(new GeoPoint(52 + (30.5 / 60), -(13 + (24 / 60.0) + (36 / 3600.0)), 34.1), xmp.Location);
    }

    [Fact]
    public void Read_CutOffPacket_KeepsWhatCameBefore()
    {
        var whole = Encoding.UTF8.GetBytes(Packet);
        Assert.Equal(-1, XmpData.Read(whole.AsMemory(0, whole.Length * 17 / 20)).Rating);
    }

    [Theory]
    [InlineData("<!DOCTYPE a [<!ENTITY b SYSTEM \"file:///etc/passwd\">]><a>&b;</a>")]
    [InlineData("no xml")]
    [InlineData("")]
    public void Read_NoPacket_IsEmptyAndFetchesNothing(string text)
    {
        var xmp = XmpData.Read(Encoding.UTF8.GetBytes(text));
        Assert.Null(xmp.TakenAt);
        Assert.Null(xmp.Rating);
    }

    [Theory]
    [InlineData("2019", null)]
    [InlineData("2019-07", null)]
    [InlineData("2019-07-21", "2019-07-21T00:00:00")]
    [InlineData("2019-07-21T18:03", "2019-07-21T18:03:00")]
    [InlineData("2019-07-21T18:03:55Z", "2019-07-21T18:03:55")]
    public void TakenAt_AnyPrecision_IsReadFromTheDayOn(string text, string? expected)
    {
        var packet = $"<a xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\" xmp:CreateDate=\"{text}\"/>";
        Assert.Equal(expected, XmpData.Read(Encoding.UTF8.GetBytes(packet)).TakenAt?.Local.ToString("s", System.Globalization.CultureInfo.InvariantCulture));
    }
}
