using System.Text;

namespace Fovea.Web.Tests.Security;

/// <summary>Addresses that try to become paths of the file system, sent as they are written.</summary>
public sealed class TraversalTests
{
    private const string Secret = "root-secret-that-must-not-leave";

    private static readonly string[] Up =
    [
        "..", "%2e%2e", "%2E%2E", "..%2f..", "%2e%2e%2f%2e%2e", "%252e%252e", "%252e%252e%252f", "..%5c..", "..\\..", "%5c..%5c..", "....//", "..;", "..;/..", ".%00.", "..%00",
        "%c0%ae%c0%ae", "%c0%ae%c0%ae%c0%af", "%e0%80%ae%e0%80%ae", "%c1%9c..", "%uff0e%uff0e", "%ef%bc%8e%ef%bc%8e", "%f0%80%80%ae", "..%c0%af", "..%25c0%25af", "%2e%2e%5c", "..\u00c0\u00af",
        "..%0d%0a", "..%09", "..%20", ".. ", "..%3b", "..%23", "..%3f", "%", "%zz", "%2", "..%ff", "~", "%7e", "C:", "C:%5c", "file:", "file%3a%2f%2f",
    ];

    private static readonly string[] Targets = ["secret.txt", "etc/passwd", "home/catalog.db", "photos/red.png", "proc/self/environ", "serve.address", "home/serve.address"];

    private static readonly string[] Starts =
    [
        "/", "/page/", "/page/js/", "/page//", "//page/", "/api/v1/photos/", "/api/v1/photos/1/", "/api/v1/photos/1/thumbnail/", "/api/v1/photos/1/original/", "/api/v1/sets/",
        "/api/v1/sets/x/", "/api/v1/pictures/", "/api/v1/library/roots/", "/library/",
    ];

    [Fact]
    public async Task Address_ThatLeadsUp_NeverGivesAFile()
    {
        await using var api = await ApiServer.StartAsync(folder =>
        {
            ApiServer.DrawColours(folder);
            folder.Write("secret.txt", Encoding.UTF8.GetBytes(Secret));
        });
        var cookie = await api.Server.SignInAsync();
        using var connection = new RawConnection(api.Server.Port);
        var page = await api.Client.GetByteArrayAsync(new Uri("/", UriKind.Relative), TestContext.Current.CancellationToken);
        var tried = 0;

        var addresses =
            from start in Starts
            from up in Up
            from depth in new[] { 1, 8 }
            from target in Targets
            select start + string.Concat(Enumerable.Repeat(up.TrimEnd('/') + "/", depth)) + target;
        foreach (var address in addresses.Concat(Odd(api)))
        {
            using var answer = await connection.SendAsync(
                $"GET {address} HTTP/1.1\r\nHost: {api.Server.Authority}\r\nCookie: {cookie}\r\nSec-Fetch-Site: same-origin\r\n\r\n", TestContext.Current.CancellationToken);

            tried++;
            Assert.True(answer.Status is (>= 400 and < 500) || (answer.Status == 200 && answer.Body.AsSpan().SequenceEqual(page)), $"{answer.Status} for {address}\n{answer.Text}");
            Assert.DoesNotContain(Secret, answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("root:", answer.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", answer.Text, StringComparison.Ordinal);
        }

        Assert.InRange(tried, 8_000, 100_000);
    }

    [Theory]
    [InlineData("/api/v1/folders?under=")]
    [InlineData("/api/v1/search?folder=")]
    public async Task Folder_OutsideOfTheLibrary_ShowsNothing(string path)
    {
        await using var api = await ApiServer.StartAsync(folder =>
        {
            ApiServer.DrawColours(folder);
            folder.Write("other/secret.png", TestPicture.Solid(1, 2, 3));
        });
        foreach (var outside in new[] { api.Folder.Path, api.Folder["other"], "/", "/etc", api["..", "other"], api["sea", "..", "..", "other"], "/proc/self/root" })
        {
            using var answer = await api.RawAsync("GET", path["/api/v1".Length..] + Uri.EscapeDataString(outside));
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

            Assert.DoesNotContain("secret", text, StringComparison.Ordinal);
            Assert.Equal(200, (int)answer.StatusCode);
        }
    }

    private static IEnumerable<string> Odd(ApiServer api)
    {
        var full = api.Folder["secret.txt"];
        return
        [
            full, "/page" + full, "/page/" + full, "/page/file://" + full, $"http://{api.Server.Authority}/page/../../secret.txt", $"http://{api.Server.Authority}{full}",
            $"//{api.Server.Authority}/secret.txt", "//evil.example/..", "///", "/.", "/..", "/./", "/page/.", "/page/..", "/page/index.html/", "/page/index.html%00", "/page/index.html%00.jpg", "/page/INDEX.HTML",
            "/page/index.html;.js", "/page/index.html%2f", "/page/js%5cmain.js", "/page/js%2fmain.js", "/page/%6a%73/main.js%00", "/api/v1/photos/1%00/thumbnail", "/api/v1/photos/0x1/thumbnail",
            "/api/v1/photos/-1/thumbnail", "/api/v1/photos/1.0/thumbnail", "/api/v1/photos/1e0/thumbnail", "/api/v1/photos/99999999999999999999/thumbnail",
            "/api/v1/photos/9223372036854775807/thumbnail", "/api/v1/photos/-9223372036854775808/picture", "/api/v1/photos/%31%00", "/api/v1/sets/" + new string('a', 7000) + "/layout", "/api/v1/sets/%00/layout", "/api/v1/sets/%ff/layout",
            "/api/v1/pictures/p%2f..%2f../thumbnail", "/api/v2/search", "/api/v1/SEARCH/../secret", "*", "secret.txt", "\\secret.txt",
        ];
    }
}
