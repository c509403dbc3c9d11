using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Fovea.Web.Tests.Security;

/// <summary>Names and words of strangers are text, wherever they come out.</summary>
public sealed class NameTests
{
    private static readonly string[] Names =
    [
        "<img src=x onerror=alert(1)>.png", "\"><script>alert(1)<", "quote\"quote.png", "quote'quote.png", "back\\slash.png", "semi;colon; filename=evil.html.png", "per%22cent%0d%0aX-Evil: 1.png",
        "line\r\nX-Evil: 1\r\n\r\nbody.png", "tab\tname.png", "\u202Egnp.exe.png", "zero\u200Bwidth.png", "日本語の写真.png", "emoji 🐕.png", "é combining e\u0301.png", new string('n', 200) + ".png", " lead and trail .png",
        "CON.png", "$(touch pwned).png", "`id`.png", "-rf.png", "a&b=c#d?e.png", "bell\u0007.png", "html.html.png", "*.png", "comma,comma.png", "plus+plus.png",
    ];

    [Fact]
    public async Task Names_ThatAreMarkupOrHeaders_ComeOutAsText()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "such names cannot exist there");
        await using var api = await ApiServer.StartAsync(folder =>
        {
            foreach (var name in Names) folder.Write(Path.Combine("photos", name), TestPicture.Solid(200, 20, 20, note: Convert.ToHexString(Encoding.UTF8.GetBytes(name))));
        });

        using var search = await api.RawAsync("GET", "/search?limit=500");
        var raw = await search.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var items = JsonDocument.Parse(raw).RootElement.GetProperty("items").EnumerateArray().ToList();
        var expected = Names.Select(name => api[name]).Order(StringComparer.Ordinal);

        Assert.Equal("application/json; charset=utf-8", search.Content.Headers.ContentType!.ToString());
        Assert.DoesNotContain("<", raw, StringComparison.Ordinal);
        Assert.DoesNotContain("\u202E", raw, StringComparison.Ordinal);
        Assert.Equal(expected, items.Select(item => item.GetProperty("path").GetString()!).Order(StringComparer.Ordinal));
        foreach (var item in items) await AssertDownloadAsync(api, item.GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task Names_ThatAreNoText_ComeOutWithoutLoss()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "names are text elsewhere");
        await using var api = await ApiServer.StartAsync(folder =>
        {
            folder.Write("photos/plain.png", TestPicture.Solid(20, 20, 220));
            using var write = System.Diagnostics.Process.Start("/bin/sh", ["-c", "cp \"$0/plain.png\" \"$(printf '%s/caf\\351 \\377.png' \"$0\")\"", folder["photos"]]);
            write.WaitForExit();
        });

        var items = (await api.GetAsync("/search")).GetProperty("items").EnumerateArray().ToList();
        var odd = items.Single(item => item.GetProperty("name").GetString() != "plain.png");

        Assert.Equal("caf\\xE9 \\xFF.png", odd.GetProperty("name").GetString());
        Assert.Contains("\\udce9 \\udcff", odd.GetProperty("path").GetRawText(), StringComparison.OrdinalIgnoreCase);
        await AssertDownloadAsync(api, odd.GetProperty("id").GetInt64());
    }

    [Fact]
    public async Task Exif_ThatIsMarkup_ComesOutAsText()
    {
        const string markup = "<img src=x onerror=alert(1)>";
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var jpeg = await api.BytesAsync($"/photos/{await api.IdAsync("red.png")}/picture");
        api.Folder.Write("photos/exif.jpg", PolyglotTests.WithExif(jpeg, markup));
        await api.SendAsync("POST", "/index", "{}", 202);
        await api.UntilIdleAsync();
        var id = await api.IdAsync("exif.jpg");

        foreach (var path in new[] { $"/photos/{id}", "/facets" })
        {
            using var answer = await api.RawAsync("GET", path);
            var raw = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.DoesNotContain("<", raw, StringComparison.Ordinal);
            Assert.Contains("\\u003Cimg src=x onerror=alert(1)\\u003E", raw, StringComparison.OrdinalIgnoreCase);
        }

        Assert.Contains(markup, (await api.GetAsync($"/photos/{id}")).GetProperty("camera").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Query_ThatIsMarkup_ComesBackAsText()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        foreach (var path in new[] { "/search?q=%3Cscript%3Ealert(1)%3C/script%3E", "/search?shape=%3Cscript%3E", "/nowhere/%3Cscript%3E", "/search?limit=%3Cscript%3E", "/photos?ids=%3Cscript%3E" })
        {
            using var answer = await api.RawAsync("GET", path);
            var raw = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.DoesNotContain("<", raw, StringComparison.Ordinal);
            Assert.Contains("json", answer.Content.Headers.ContentType!.ToString(), StringComparison.Ordinal);
        }

        using var page = await api.Client.GetAsync(new Uri("/%3Cscript%3Ealert(1)%3C/script%3E", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.DoesNotContain("<script", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private static async Task AssertDownloadAsync(ApiServer api, long id)
    {
        var cookie = await api.Server.SignInAsync();
        using var answer = await RawHttp.SendAsync(api.Server.Port, string.Create(CultureInfo.InvariantCulture, $"GET /api/v1/photos/{id}/original HTTP/1.1\r\nHost: {api.Server.Authority}\r\nCookie: {cookie}\r\nConnection: close\r\n\r\n"));

        Assert.Equal(200, answer.Status);
        Assert.Equal("application/octet-stream", answer.Headers["Content-Type"]);
        Assert.DoesNotContain("X-Evil", answer.Headers.Keys);
        var disposition = answer.Headers["Content-Disposition"];
        Assert.StartsWith("attachment; filename=", disposition, StringComparison.Ordinal);
        Assert.All(disposition, letter => Assert.InRange(letter, ' ', '~'));
        Assert.Matches("""^attachment; filename=("([^"\\]|\\.)*"|[!#$%&'*+.^_`|~0-9A-Za-z-]+); filename\*=UTF-8''[!#$&+.^_`|~0-9A-Za-z%-]+$""", disposition);
        var name = Uri.UnescapeDataString(disposition[(disposition.IndexOf("UTF-8''", StringComparison.Ordinal) + 7)..]);
        Assert.DoesNotContain(name, letter => char.IsControl(letter) || letter is '\u202E' or '/');
    }
}
