using System.Buffers.Binary;
using System.Net;
using System.Text;

namespace Fovea.Web.Tests.Security;

/// <summary>Files that are a picture to one reader and something else to another.</summary>
public sealed class PolyglotTests
{
    private const string Payload = "<script>alert('payload-that-must-not-come-out')</script>";
    private const string Html = "<!doctype html><html><body>" + Payload + "</body></html>";
    private const string Svg = "<?xml version=\"1.0\"?><svg xmlns=\"http://www.w3.org/2000/svg\" onload=\"alert('payload-that-must-not-come-out')\"><text>" + Payload + "</text></svg>";

    private static readonly byte[] Bytes = Encoding.ASCII.GetBytes("payload-that-must-not-come-out");

    [Fact]
    public async Task File_ThatIsAlsoSomethingElse_IsShownAsANewPictureOrNotAtAll()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var jpeg = await api.BytesAsync($"/photos/{await api.IdAsync("red.png")}/picture");
        foreach (var (name, bytes) in Polyglots(jpeg)) api.Folder.Write("photos/poly/" + name, bytes);
        await api.SendAsync("POST", "/index", "{}", 202);
        await api.UntilIdleAsync();
        var items = (await api.GetAsync("/search?limit=500&folder=" + Uri.EscapeDataString(api["poly"]))).GetProperty("items").EnumerateArray().ToList();

        // Those that are pictures first of all are found and shown; the others are none.
        string[] pictures = ["after.jpg", "archive.jpg", "comment.jpg", "exif.jpg", "text.png", "type.html.jpg"];
        Assert.Equal(pictures, items.Select(item => item.GetProperty("name").GetString()).Order(StringComparer.Ordinal));
        foreach (var item in items)
        {
            foreach (var path in new[] { "thumbnail", "picture", "picture?size=4096" })
            {
                using var answer = await api.RawAsync("GET", $"/photos/{item.GetProperty("id")}/{path}");
                var shown = await answer.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken);

                Assert.Equal("image/jpeg", answer.Content.Headers.ContentType!.ToString());
                Assert.Equal("nosniff", Assert.Single(answer.Headers.GetValues("X-Content-Type-Options")));
                Assert.StartsWith("default-src 'none'; sandbox", Assert.Single(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
                Assert.True(shown.AsSpan().StartsWith(new byte[] { 0xFF, 0xD8, 0xFF }));
                Assert.True(shown.AsSpan().EndsWith(new byte[] { 0xFF, 0xD9 }));
                AssertClean(shown);
            }

            using var original = await api.RawAsync("GET", $"/photos/{item.GetProperty("id")}/original");
            Assert.Equal("application/octet-stream", original.Content.Headers.ContentType!.ToString());
            Assert.Equal("attachment", original.Content.Headers.ContentDisposition!.DispositionType);
            Assert.Equal("nosniff", Assert.Single(original.Headers.GetValues("X-Content-Type-Options")));
            Assert.Contains("sandbox", Assert.Single(original.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
            Assert.Equal(File.ReadAllBytes(item.GetProperty("path").GetString()!), await original.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        }
    }

    [Fact]
    public async Task AddedPicture_ThatIsAlsoSomethingElse_IsShownAsANewPictureOrRefused()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var jpeg = await api.BytesAsync($"/photos/{await api.IdAsync("red.png")}/picture");
        foreach (var (name, bytes) in Polyglots(jpeg))
        {
            var (status, added) = await api.AddPictureAsync(bytes);
            if (status == HttpStatusCode.OK)
            {
                AssertClean(await api.BytesAsync($"/pictures/{added.GetProperty("picture")}/thumbnail"));
                continue;
            }

            Assert.True(status == HttpStatusCode.UnprocessableEntity, $"{name}: {status}");
            Assert.Equal("unreadable", added.GetProperty("code").GetString());
            Assert.DoesNotContain("payload", added.ToString(), StringComparison.Ordinal);
        }
    }

    private static void AssertClean(byte[] picture)
    {
        Assert.True(picture.AsSpan().IndexOf(Bytes) < 0);
        Assert.True(picture.AsSpan().IndexOf("<script"u8) < 0);
        Assert.True(picture.AsSpan().IndexOf("Exif"u8) < 0);
        Assert.True(picture.AsSpan().IndexOf("PK\u0003\u0004"u8) < 0);
    }

    private static IEnumerable<(string Name, byte[] Bytes)> Polyglots(byte[] jpeg)
    {
        var html = Encoding.UTF8.GetBytes(Html);
        yield return ("page.jpg", html);
        yield return ("page.png", [.. "\u0089PNG\r\n\u001A\n"u8, .. html]);
        yield return ("vector.jpg", Encoding.UTF8.GetBytes(Svg));
        yield return ("vector.png", Encoding.UTF8.GetBytes(Svg));
        yield return ("vector.webp", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Svg)]);
        yield return ("script.gif", Encoding.ASCII.GetBytes("GIF89a=1;alert('payload-that-must-not-come-out')//"));
        yield return ("script.bmp", Encoding.ASCII.GetBytes("BM=1;alert('payload-that-must-not-come-out')//" + new string(' ', 200)));
        yield return ("document.jpg", Encoding.ASCII.GetBytes("%PDF-1.4\n1 0 obj<</Type/Catalog/OpenAction<</S/JavaScript/JS(app.alert('payload-that-must-not-come-out'))>>>>endobj\n%%EOF"));
        yield return ("postscript.jpg", Encoding.ASCII.GetBytes("%!PS-Adobe-3.0 EPSF-3.0\n(payload-that-must-not-come-out) print\nshowpage"));
        yield return ("magick.jpg", Encoding.ASCII.GetBytes("push graphic-context\nviewbox 0 0 640 480\nimage over 0,0 0,0 'https://127.0.0.1/payload-that-must-not-come-out'\npop graphic-context"));
        yield return ("xml.jpg", Encoding.UTF8.GetBytes("<?xml version=\"1.0\"?><!DOCTYPE a [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><a>&x;payload-that-must-not-come-out</a>"));
        yield return ("comment.jpg", Insert(jpeg, 0xFE, html));
        yield return ("exif.jpg", Insert(jpeg, 0xE1, Exif(Payload)));
        yield return ("after.jpg", [.. jpeg, .. html]);
        yield return ("archive.jpg", [.. jpeg, .. "PK\u0003\u0004"u8, .. html, .. "PK\u0005\u0006"u8, .. new byte[18]]);
        yield return ("before.jpg", [.. html, .. jpeg]);
        yield return ("type.html.jpg", Insert(jpeg, 0xED, html));
        yield return ("text.png", TestPicture.Solid(200, 30, 30, note: Html));
    }

    private static byte[] Insert(byte[] jpeg, byte marker, byte[] content)
    {
        var length = new byte[2];
        BinaryPrimitives.WriteUInt16BigEndian(length, (ushort)(content.Length + 2));
        return [.. jpeg.AsSpan(0, 2), 0xFF, marker, .. length, .. content, .. jpeg.AsSpan(2)];
    }

    /// <summary>An EXIF block with a text as description, maker, model and artist.</summary>
    internal static byte[] Exif(string text)
    {
        ushort[] tags = [0x010E, 0x010F, 0x0110, 0x013B];
        var value = Encoding.ASCII.GetBytes(text + "\0");
        var block = new List<byte>([.. "Exif\0\0"u8, .. "MM\0*"u8, 0, 0, 0, 8, 0, (byte)tags.Length]);
        var at = 8 + 2 + (tags.Length * 12) + 4;
        var number = new byte[4];
        foreach (var tag in tags)
        {
            BinaryPrimitives.WriteUInt32BigEndian(number, (uint)value.Length);
            block.AddRange([(byte)(tag >> 8), (byte)tag, 0, 2, .. number]);
            BinaryPrimitives.WriteUInt32BigEndian(number, (uint)at);
            block.AddRange(number);
        }

        block.AddRange([0, 0, 0, 0, .. value]);
        return [.. block];
    }

    /// <summary>A JPEG with an EXIF block.</summary>
    internal static byte[] WithExif(byte[] jpeg, string text) => Insert(jpeg, 0xE1, Exif(text));
}
