using System.IO.Compression;
using System.Text;

namespace Fovea.Imaging.Tests;

/// <summary>What becomes of a file whose name and content do not belong together, or that is no picture at all.</summary>
public class NamesAndContentsTests
{
    private const string Svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"https://example.org/x.png\"/></svg>";

    [Fact]
    public void RawCoder_EveryRawExtension_HasOne() =>
        Assert.All(RawExtensions.All, extension => Assert.NotNull(FileNames.RawCoder(extension)));

    [Theory]
    [InlineData("photo.svg")]
    [InlineData("photo.pdf")]
    [InlineData("photo.mvg")]
    [InlineData("photo.txt")]
    [InlineData("msl:photo")]
    [InlineData("https://example.org/photo")]
    [InlineData("@list")]
    [InlineData("photo.png[999]")]
    public void Decode_JpegUnderAnyName_IsDecodedAsJpeg(string name)
    {
        var photo = Decode.Photo(name, Pictures.Jpeg(64, 48));
        photo.Tile.Dispose();
        Assert.Equal(PhotoFormat.Jpeg, photo.Metadata.Format);
    }

    [Theory]
    [InlineData("a.jpg", Svg, PhotoFailureKind.Refused, "is an SVG drawing, which could run or fetch things: never opened")]
    [InlineData("a.svg", Svg, PhotoFailureKind.Refused, "is an SVG drawing, which could run or fetch things: never opened")]
    [InlineData("a", Svg, PhotoFailureKind.Refused, "is an SVG drawing, which could run or fetch things: never opened")]
    [InlineData("a.eps", "%!PS-Adobe-3.0 EPSF-3.0", PhotoFailureKind.Refused, "is a PostScript document, which could run or fetch things: never opened")]
    [InlineData("a.PNG", "%PDF-1.4", PhotoFailureKind.Refused, "is a PDF document, which could run or fetch things: never opened")]
    [InlineData("a.gif", "push graphic-context\npop graphic-context", PhotoFailureKind.Refused, "is an ImageMagick drawing (MVG), which could run or fetch things: never opened")]
    [InlineData("x.jpg", "<html><body>404</body></html>", PhotoFailureKind.UnknownFormat, "named .jpg but is an HTML page")]
    [InlineData("x.jpg", "Not found", PhotoFailureKind.UnknownFormat, "named .jpg but is text")]
    [InlineData("x.heic", "PK\x03\x04...........", PhotoFailureKind.UnknownFormat, "named .heic but is a zip archive")]
    [InlineData("x.jpg", "\x01\x02\x03\x04\x05\x06\x07\x08", PhotoFailureKind.UnknownFormat, "named .jpg but holds no picture format that is known")]
    [InlineData("x", "\x01\x02\x03\x04\x05\x06\x07\x08", PhotoFailureKind.UnknownFormat, "holds no picture format that is known")]
    [InlineData("x.xcf", "gimp xcf v011", PhotoFailureKind.UnknownFormat, "is a GIMP picture (XCF), which is not a format that can be read")]
    [InlineData("x.jpg", "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", PhotoFailureKind.Corrupt, "named .jpg but holds nothing but zeros")]
    [InlineData("x.jpg", "", PhotoFailureKind.Empty, "the file is empty")]
    [InlineData("x", "", PhotoFailureKind.Empty, "the file is empty")]
    public void Decode_NoPictureUnderAPicturesName_FailsWithTheReason(string name, string content, PhotoFailureKind kind, string reason) =>
        Assert.Equal(new PhotoFailure(kind, reason), Decode.Failure(name, Encoding.Latin1.GetBytes(content)));

    [Theory]
    [InlineData("a.pdf", "%PDF-1.4", "PDF document")]
    [InlineData("a.ps", "%!PS", "PostScript document")]
    [InlineData("a.txt", "hello", "text")]
    [InlineData("README", "hello", "text")]
    [InlineData("a.xmp", "<?xml version=\"1.0\"?><x:xmpmeta/>", "XML document")]
    [InlineData("a.json", "{}", "text")]
    [InlineData("a.zip", "PK\x03\x04...........", "zip archive")]
    [InlineData("a.docx", "PK\x03\x04...........", "zip archive")]
    [InlineData("a.mp4", "\0\0\0\x18" + "ftypisom\0\0\0\0isomiso2", "video")]
    [InlineData("movie", "\0\0\0\x18" + "ftypqt  \0\0\0\0qt  \0\0\0\0", "video")]
    [InlineData("a.mp3", "ID3\x04", "audio file")]
    [InlineData("Thumbs.db", "\u00D0\u00CF\x11\u00E0\u00A1\u00B1\x1A\u00E1", "Office document")]
    [InlineData("other.db", "\x01\x02\x03\x04\x05\x06\x07\x08", ".db file")]
    [InlineData("empty.txt", "", "empty file")]
    [InlineData("._photo.jpg", "\0\x05\x16\x07\0\x02\0\0Mac OS X        ", "macOS resource file")]
    public void Decode_NoPictureAndNotPretendingToBeOne_IsNoPhoto(string name, string content, string what) =>
        Assert.Equal(new PhotoOutcome.NotAPhoto(what), Decode.Bytes(name, Encoding.Latin1.GetBytes(content)));

    [Theory]
    [InlineData("a.fuzzed", "\0\0\0\x18" + "ftypqt  \0\0\0\0qt  \0\0\0\0", "is a video, not a picture")]
    [InlineData("a.photo", "PK\x03\x04...........", "is a zip archive, not a picture")]
    public void Decode_KnownContentUnderANameThatSaysNothing_IsNamed(string name, string content, string reason) =>
        Assert.Equal(new PhotoFailure(PhotoFailureKind.UnknownFormat, reason), Decode.Failure(name, Encoding.Latin1.GetBytes(content)));

    [Fact]
    public void Decode_PackedSvg_IsRefused()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true)) gzip.Write(Encoding.UTF8.GetBytes(Svg));
        Assert.Equal(PhotoFailureKind.Refused, Decode.Failure("a.svgz", packed.ToArray()).Kind);
        Assert.Equal(new PhotoOutcome.NotAPhoto("gzip archive"), Decode.Bytes("a.gz", packed.ToArray()));
    }

    [Theory]
    [InlineData("a.JPG", "jpg")]
    [InlineData("a.b.Heic", "heic")]
    [InlineData("folder.x/file", "")]
    [InlineData(".nomedia", "nomedia")]
    [InlineData("a.", "")]
    public void Extension_OfAName_IsLowerCaseWithoutDot(string name, string expected) => Assert.Equal(expected, FileNames.Extension(name));
}
