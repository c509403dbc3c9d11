using Fovea.Testing.Http;

namespace Fovea.Models.Tests.Fetching;

public sealed class RedirectionTests : FetchTest
{
    [Theory]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task Redirection_OnTheSameHost_IsFollowed(int status)
    {
        Server.Once(Image, exchange => exchange.HeadAsync(status, $"Location: /storage/{PublishedModel.Repository}/resolve/x/{Image}", "Content-Length: 0"));

        await FetchAsync();

        AssertPublished();
    }

    [Fact]
    public async Task Redirection_InTheMiddleOfAResumedFile_IsFollowedWithTheRange()
    {
        await StopInTheImageTowerAsync(Catalogue());
        Server.Once(Image, exchange => exchange.HeadAsync(302, $"Location: {Server.Address}storage/{PublishedModel.Repository}/resolve/x/{Image}", "Content-Length: 0"));

        await FetchAsync();

        AssertPublished();
        Assert.Equal([0, 300_000, 300_000], Published.RequestsFor(Image).Select(request => request.From));
    }

    [Fact]
    public async Task Redirection_ToAHostThatWasNotNamed_IsRefusedAndNotConnectedTo()
    {
        Server.Once(Image, exchange => exchange.HeadAsync(302, $"Location: http://localhost:{Server.Address.Port}/elsewhere/{Image}", "Content-Length: 0"));

        var error = await RefusedAsync();

        Assert.Equal(
            "127.0.0.1 sends this program on to localhost, which was not named: it connects to 127.0.0.1 only. If you trust localhost, allow it: --allow-host localhost",
            error.Message);
        Assert.DoesNotContain(Server.Requests, request => request.Path.Contains("elsewhere", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("LOCALHOST")]
    public async Task Redirection_ToAHostThatWasAllowed_IsFollowed(string allowed)
    {
        Server.Once(Image, exchange => exchange.HeadAsync(302, $"Location: http://localhost:{Server.Address.Port}/{PublishedModel.Repository}/resolve/x/{Image}", "Content-Length: 0"));

        await FetchAsync(options: new FetchOptions { AllowedHosts = [allowed] });

        AssertPublished();
    }

    [Theory]
    [InlineData("https://huggingface.co/x", "http://cdn.hf.co/x", "without encryption")]
    [InlineData("https://huggingface.co/x", "https://hf.co.evil.example/x", "which was not named")]
    [InlineData("https://huggingface.co/x", "https://evilhf.co/x", "which was not named")]
    [InlineData("https://huggingface.co/x", "https://hf.co/x", "which was not named")]
    [InlineData("https://huggingface.co/x", "file:///etc/passwd", "file: addresses")]
    public void Policy_RefusesWhatWasNotAgreedTo(string from, string to, string why)
    {
        var policy = new HostPolicy(new Uri("https://huggingface.co"), ["*.hf.co"]);

        Assert.Contains(why, Assert.Throws<FetchException>(() => policy.Check(new Uri(from), new Uri(to))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://cdn-lfs.hf.co/x")]
    [InlineData("https://huggingface.co:8443/x")]
    public void Policy_FollowsWhatWasNamed(string to) =>
        new HostPolicy(new Uri("https://huggingface.co"), ["*.hf.co"]).Check(new Uri("https://huggingface.co/x"), new Uri(to));

    [Fact]
    public async Task Redirection_WithoutEnd_IsLeft()
    {
        var others = Server.Otherwise;
        Server.Otherwise = exchange => exchange.Request.Path.EndsWith(Image, StringComparison.Ordinal) ? exchange.HeadAsync(302, $"Location: /again/{Image}", "Content-Length: 0") : others(exchange);

        Assert.StartsWith("127.0.0.1 sends this program from one address to the next without end.", (await RefusedAsync()).Message, StringComparison.Ordinal);
        Assert.Equal(6, Published.RequestsFor(Image).Count);
    }

    [Fact]
    public async Task Redirection_ToNowhere_IsTold()
    {
        for (var i = 0; i < 6; i++) Server.Once(Image, exchange => exchange.HeadAsync(302, "Content-Length: 0"));

        Assert.StartsWith("127.0.0.1 moved the file and does not say where to.", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }
}
