using System.Globalization;
using Fovea.Testing.Http;

namespace Fovea.Models.Tests.Fetching;

public sealed class HostileServerTests : FetchTest
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Content_ChangesInTheMiddle_IsFetchedFromItsBeginning(bool givesEtags)
    {
        Published.GivesEtags = givesEtags;
        var other = Published.Files[Image].ToArray();
        Array.Reverse(other);
        Server.Once(Image, exchange => exchange.FileAsync(other, givesEtags ? "\"old\"" : null, 2_000_000));

        await FetchAsync();

        AssertPublished();
        Assert.Equal([0, 2_000_000, 0], Published.RequestsFor(Image).Select(request => request.From));
        Assert.Equal(
            "visual/model.onnx is fetched from its beginning: what has arrived is not the file that it must be.",
            Notes[^1]);
    }

    [Fact]
    public async Task Content_UnchangedUnderAnotherTag_IsResumed()
    {
        // Two machines behind one name, each with tags of its own.
        Server.Once(Image, exchange => exchange.FileAsync(Published.Files[Image], "\"one\"", 2_000_000));
        Server.Once(Image, exchange => exchange.FileAsync(Published.Files[Image], "\"two\"", 2_000_000));

        await FetchAsync();

        AssertPublished();
        Assert.Equal([0, 2_000_000, 4_000_000], Published.RequestsFor(Image).Select(request => request.From));
    }

    [Fact]
    public async Task Part_ThatIsTheWholeFile_IsNotAskedForAgain()
    {
        var catalogue = Catalogue();
        await StopInTheImageTowerAsync(catalogue);
        await File.WriteAllBytesAsync(Path.Combine(ModelsFolder, ".unfinished", "small-clip", "model", Image + ".part"), Published.Files[Image], TestContext.Current.CancellationToken);

        await FetchAsync(catalogue);

        AssertPublished();
        Assert.Single(Published.RequestsFor(Image));
    }

    [Fact]
    public async Task Transfer_WholeButForItsEnd_IsTakenForWhatItIs()
    {
        Server.Once(Image, async exchange =>
        {
            var bytes = Published.Files[Image];
            await exchange.HeadAsync(200, "Transfer-Encoding: chunked");
            await exchange.BodyAsync(System.Text.Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n"));
            await exchange.BodyAsync(bytes);
        });

        await FetchAsync();

        AssertPublished();
        Assert.Single(Published.RequestsFor(Image));
    }

    [Fact]
    public async Task Folder_WithAModelFromElsewhere_IsLeftAlone()
    {
        var catalogue = Catalogue();
        await FetchAsync(catalogue);
        var manifest = Path.Combine(Folder, "manifest.json");
        await File.WriteAllTextAsync(
            manifest, (await File.ReadAllTextAsync(manifest, TestContext.Current.CancellationToken)).Replace("A small CLIP.", "My own.", StringComparison.Ordinal), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(Folder, "config.json"), "{}", TestContext.Current.CancellationToken);

        Assert.Contains("has a model that was not fetched as small-clip", (await Assert.ThrowsAsync<FetchException>(() => FetchAsync(catalogue))).Message, StringComparison.Ordinal);
        Assert.Equal("{}", await File.ReadAllTextAsync(Path.Combine(Folder, "config.json"), TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Folder_ThatNoFetchMade_IsLeftAlone()
    {
        Directory.CreateDirectory(Folder);
        await File.WriteAllTextAsync(Path.Combine(Folder, "mine.txt"), "mine", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<FetchException>(() => FetchAsync());

        Assert.StartsWith($"{Folder} is there already and has mine.txt, which is no file of small-clip. Nothing was fetched.", error.Message, StringComparison.Ordinal);
        Assert.True(File.Exists(Path.Combine(Folder, "mine.txt")));
        Assert.Empty(Server.Requests);
    }

    [Fact]
    public async Task RetryAfter_AnHour_IsToldAndNotWaitedFor()
    {
        Server.Once(Image, exchange => exchange.HeadAsync(429, "Retry-After: 3600", "Content-Length: 0"));

        Assert.Contains("It asks to come back in 60 minutes.", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("//")]
    [InlineData("http:x")]
    [InlineData("//a:99999/")]
    public async Task Location_ThatIsNoAddress_IsTold(string location)
    {
        for (var i = 0; i < 6; i++) Server.Once(Image, exchange => exchange.HeadAsync(302, $"Location: {location}", "Content-Length: 0"));

        Assert.Contains("127.0.0.1", (await RefusedAsync()).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Content_OtherThanTheCatalogueNames_IsRefusedAndThrownAway()
    {
        var catalogue = Catalogue();
        var expected = Published.HashOf(Image);
        Published.Files[Image][4000] ^= 1;

        var error = await RefusedAsync(catalogue);

        Assert.Equal(
            $"visual/model.onnx from 127.0.0.1 is not the file that it must be: its SHA-256 is {Published.HashOf(Image)}, expected {expected}. It was thrown away. Try again later, or use a mirror: --mirror URL.",
            error.Message);
        Assert.Equal(0, PartLength());
    }

    [Theory]
    [InlineData("text/html", "<html>Sign in</html>")]
    [InlineData("application/octet-stream", "<!DOCTYPE html><html>Sign in</html>")]
    public async Task WebPage_InPlaceOfAFile_IsCalledThat(string type, string page)
    {
        var catalogue = Catalogue();
        var unsized = catalogue with { Models = [catalogue.Models[0] with { Files = [.. catalogue.Models[0].Files.Select(file => file with { Size = null })] }] };
        for (var i = 0; i < 2; i++) Server.Once(Image, exchange => exchange.FileAsync(System.Text.Encoding.ASCII.GetBytes(page), null, int.MaxValue, $"Content-Type: {type}"));

        var error = await RefusedAsync(unsized);

        Assert.Equal(
            "127.0.0.1 sends a web page in place of visual/model.onnx: a network that wants you to sign in first, or a proxy's message. Open 127.0.0.1 in a browser, then try again.",
            error.Message);
    }

    [Fact]
    public async Task Length_OtherThanTheCatalogueNames_IsRefusedBeforeAByteIsWritten()
    {
        Server.Once(Image, exchange => exchange.HeadAsync(200, "Content-Length: 12"));

        var error = await RefusedAsync();

        Assert.Contains($"127.0.0.1 has 12 bytes under {Server.Address}{PublishedModel.Repository}/resolve/{PublishedModel.Revision}/{Image}, and visual/model.onnx should have {Published.Files[Image].Length}.", error.Message, StringComparison.Ordinal);
        Assert.Equal(0, PartLength());
    }

    [Fact]
    public async Task Body_WithoutEnd_IsBrokenOff()
    {
        Server.Once(Image, async exchange =>
        {
            await exchange.HeadAsync(200);
            while (true) await exchange.BodyAsync(new byte[100_000]);
        });

        var error = await RefusedAsync();

        Assert.StartsWith($"127.0.0.1 sends more than the {Published.Files[Image].Length} bytes that visual/model.onnx has.", error.Message, StringComparison.Ordinal);
        Assert.InRange(PartLength(), 0, Published.Files[Image].Length);
    }

    [Fact]
    public async Task Body_ThatEndsEarlyWithoutSayingSo_IsResumed()
    {
        Server.Once(Image, async exchange =>
        {
            await exchange.HeadAsync(200, $"ETag: {Published.EtagOf(Image)}");
            await exchange.BodyAsync(Published.Files[Image].AsMemory(0, 1_500_000));
        });

        await FetchAsync();

        AssertPublished();
        Assert.Equal([0, 1_500_000], Published.RequestsFor(Image).Select(request => request.From));
        Assert.StartsWith($"127.0.0.1 stopped after 1500000 of {Published.Files[Image].Length} bytes of visual/model.onnx.", Assert.Single(Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Range_Ignored_StartsAgain()
    {
        await StopInTheImageTowerAsync(Catalogue());
        Server.Once(Image, async exchange =>
        {
            await exchange.HeadAsync(200, string.Create(CultureInfo.InvariantCulture, $"Content-Length: {Published.Files[Image].Length}"));
            await exchange.BodyAsync(Published.Files[Image]);
        });

        await FetchAsync();

        AssertPublished();
        Assert.Equal("visual/model.onnx is fetched from its beginning: 127.0.0.1 has another file there now, or does not resume.", Assert.Single(Notes));
    }

    [Theory]
    [InlineData(299_999)]
    [InlineData(0)]
    public async Task Range_OfOtherBytes_StartsAgain(int from)
    {
        await StopInTheImageTowerAsync(Catalogue());
        var length = Published.Files[Image].Length;
        Server.Once(Image, async exchange =>
        {
            await exchange.HeadAsync(206, FormattableString.Invariant($"Content-Range: bytes {from}-{length - 1}/{length}"), FormattableString.Invariant($"Content-Length: {length - from}"));
            await exchange.BodyAsync(Published.Files[Image].AsMemory(from));
        });

        await FetchAsync();

        AssertPublished();
        Assert.Equal("visual/model.onnx is fetched from its beginning: 127.0.0.1 sends other bytes than were asked for.", Assert.Single(Notes));
    }

    [Fact]
    public async Task Range_ThatIsTooFar_StartsAgain()
    {
        await StopInTheImageTowerAsync(Catalogue());
        Server.Once(Image, exchange => exchange.HeadAsync(416, "Content-Length: 0"));

        await FetchAsync();

        AssertPublished();
    }

    [Fact]
    public async Task Range_ThatWasNotAskedFor_IsNotTaken()
    {
        Server.Once(Image, async exchange =>
        {
            await exchange.HeadAsync(206, "Content-Range: bytes 0-9/7361470", "Content-Length: 10");
            await exchange.BodyAsync(new byte[10]);
        });

        await FetchAsync();

        AssertPublished();
    }

    [Theory]
    [InlineData(500)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task Status_OfABusyServer_IsTriedAgain(int status)
    {
        Server.Once(Image, exchange => exchange.HeadAsync(status, "Retry-After: 0", "Content-Length: 0"));

        await FetchAsync();

        AssertPublished();
        Assert.StartsWith(FormattableString.Invariant($"127.0.0.1 answers {status} to "), Assert.Single(Notes), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(404, "The model was moved or removed.")]
    [InlineData(401, "it does not give")]
    [InlineData(403, "Fetch it in a browser where you are signed in, then 'fovea models add FOLDER'.")]
    [InlineData(407, "HTTP_PROXY=http://NAME:PASSWORD@HOST:PORT")]
    [InlineData(204, "which is no file")]
    [InlineData(418, "which is no file")]
    public async Task Status_ThatNoPatienceMends_IsTold(int status, string what)
    {
        Server.Once(Image, exchange => exchange.HeadAsync(status));

        Assert.Contains(what, (await RefusedAsync()).Message, StringComparison.Ordinal);
        Assert.Single(Published.RequestsFor(Image));
    }

    [Fact]
    public async Task Answer_ThatIsNoHttp_IsTold()
    {
        using var notHttp = new LoopbackServer { Otherwise = exchange => exchange.BodyAsync("SSH-2.0-server\r\n"u8.ToArray()) };

        var error = await RefusedAsync(options: new FetchOptions { Mirror = notHttp.Address, RetryDelay = TimeSpan.FromMilliseconds(1) });

        Assert.Contains("127.0.0.1 broke off: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Encoding_OtherThanAskedFor_IsRefused()
    {
        Server.Once(Image, exchange => exchange.HeadAsync(200, "Content-Encoding: gzip", "Content-Length: 7361470"));

        Assert.Contains("in another encoding than was asked for", (await RefusedAsync(Unsized())).Message, StringComparison.Ordinal);
    }

    private ModelCatalogue Unsized()
    {
        var catalogue = Catalogue();
        return catalogue with { Models = [catalogue.Models[0] with { Files = [.. catalogue.Models[0].Files.Select(file => file with { Size = null })] }] };
    }
}
