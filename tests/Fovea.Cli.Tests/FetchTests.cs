using System.Globalization;
using System.Text;
using Fovea.Testing.Http;

namespace Fovea.Cli.Tests;

public sealed class FetchTests : IDisposable
{
    private const string Image = "visual/model.onnx";

    private readonly FoveaProgram _program = new();
    private readonly PublishedModel _published = new();

    private string ModelFolder => Path.Combine(_program.Home, "models", PublishedModel.Name);

    private string Part => Path.Combine(_program.Home, "models", ".unfinished", PublishedModel.Name, "model", Image + ".part");

    public void Dispose()
    {
        _program.Dispose();
        _published.Dispose();
    }

    [Fact]
    public async Task Fetch_NamesTheHostFirstAndMakesTheModelUsable()
    {
        _program.Draw("red.png", 220, 20, 20);

        var fetched = (await _program.RunAsync("models", "fetch", PublishedModel.Name, "--catalogue", Catalogue())).Ends(0);

        Assert.Matches(
            $"""
            ^A small CLIP\. Licence: MIT \(https://example\.org/licence\)\.
            Connecting to 127\.0\.0\.1\.
            (.*MB.*\n)+Fetched small-clip \([0-9.]+ MB\), checked: .*/models/small-clip
            Use it: fovea models use small-clip
            $
            """.ReplaceLineEndings("\n").TrimEnd('$').TrimEnd('\n'),
            fetched.Error);
        (await _program.RunAsync("models", "verify", PublishedModel.Name)).Ends(0);
        (await _program.RunAsync("search", "red", "--in", ".", "--paths", "--model", PublishedModel.Name)).Ends(0);
    }

    [Fact]
    public async Task Fetch_WithUse_IsOneCommand()
    {
        (await _program.RunAsync("models", "fetch", PublishedModel.Name, "--use", "--catalogue", Catalogue())).Ends(0);

        Assert.Matches(@"\* small-clip ", (await _program.RunAsync("models", "list")).Ends(0).Output);
    }

    [Fact]
    public async Task Fetch_DryRun_PrintsWhatToFetchAndConnectsToNothing()
    {
        var plan = (await _program.RunAsync("models", "fetch", PublishedModel.Name, "--dry-run", "--catalogue", Catalogue())).Ends(0);

        Assert.Equal(
            FormattableString.Invariant($"{_published.Server.Address}{PublishedModel.Repository}/resolve/{PublishedModel.Revision}/{Image}\t{_published.Files[Image].Length}\t{_published.HashOf(Image)}\t{Image}"),
            plan.Lines.Single(line => line.Contains(Image, StringComparison.Ordinal)));
        var json = (await _program.RunAsync("models", "fetch", PublishedModel.Name, "--dry-run", "--json", "--catalogue", Catalogue())).Ends(0).Json;
        Assert.Contains(json.GetProperty("files").EnumerateArray(), file => file.TryGetProperty("sha256", out var hash) && hash.GetString() == _published.HashOf(Image));
        Assert.Empty(_published.Server.Requests);
    }

    [Fact]
    public async Task Fetch_DryRunOfTheShippedCatalogue_NamesThePublishedHashes()
    {
        var plan = (await _program.RunAsync("models", "fetch", "ViT-B-32__laion2b-s34b-b79k", "--dry-run")).Ends(0);

        Assert.Contains(
            "https://huggingface.co/immich-app/ViT-B-32__laion2b-s34b-b79k/resolve/19a057a0fb927cf239541300e74237cd56c7ffe2/visual/model.onnx\t351613724\tb9ce24b91a8c62ef8d40ea786051709c93140104cbf2b6b4a2cc270df3838f9c\tvisual/model.onnx",
            plan.Lines);
    }

    [Fact]
    public async Task Fetch_KilledAtRandomMoments_GoesOnAndEndsWhole()
    {
        var file = _published.Files[Image];
        var others = _published.Server.Otherwise;
        _published.Server.Otherwise = async exchange =>
        {
            if (!exchange.Request.Path.EndsWith(Image, StringComparison.Ordinal))
            {
                await others(exchange);
                return;
            }

            var from = (int)exchange.Request.From;
            List<string> headers = [string.Create(CultureInfo.InvariantCulture, $"Content-Length: {file.Length - from}")];
            if (from > 0) headers.Add(string.Create(CultureInfo.InvariantCulture, $"Content-Range: bytes {from}-{file.Length - 1}/{file.Length}"));
            await exchange.HeadAsync(from > 0 ? 206 : 200, headers);
            for (var i = from; i < file.Length; i += 20_000)
            {
                await exchange.BodyAsync(file.AsMemory(i, Math.Min(20_000, file.Length - i)));
                await Task.Delay(2, exchange.Stopping);
            }
        };
        var catalogue = Catalogue();
        var random = new Random(7);
        long before = 0;
        for (var round = 0; round < 3; round++)
        {
            using var fetching = _program.Start("models", "fetch", PublishedModel.Name, "--catalogue", catalogue);
            while (!fetching.HasExited && Length() <= before) await Task.Delay(5, TestContext.Current.CancellationToken);
            await Task.Delay(random.Next(300), TestContext.Current.CancellationToken);
            fetching.Kill();
            await fetching.WaitAsync();
            before = Length();
            Assert.False(Directory.Exists(ModelFolder));
        }

        Assert.Contains("small-clip is not whole yet: 'fovea models fetch small-clip' goes on", (await _program.RunAsync("models", "list")).Ends(0).Error, StringComparison.Ordinal);
        (await _program.RunAsync("models", "fetch", PublishedModel.Name, "--catalogue", catalogue)).Ends(0);
        (await _program.RunAsync("models", "verify", PublishedModel.Name)).Ends(0);
        Assert.Equal(file, await File.ReadAllBytesAsync(Path.Combine(ModelFolder, Image), TestContext.Current.CancellationToken));
        Assert.True(_published.RequestsFor(Image)[^1].From > 0, "nothing was resumed");
    }

    [Fact]
    public async Task Fetch_ThroughAProxy_AsksTheProxyAndSaysSo()
    {
        var catalogue = _program.Write("catalogue.json", Encoding.UTF8.GetBytes(_published.Catalogue().Replace(_published.Server.Address.AbsoluteUri, "http://models.example/", StringComparison.Ordinal)));
        var proxy = _published.Server.Address.AbsoluteUri.Replace("//", "//me:secret@", StringComparison.Ordinal);

        var fetched = (await _program.ShellAsync($"http_proxy={proxy} fovea models fetch {PublishedModel.Name} --catalogue {catalogue}")).Ends(0);

        Assert.Contains($"Connecting to models.example through the proxy {_published.Server.Address}.", fetched.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fetched.Error, StringComparison.Ordinal);
        Assert.All(_published.Server.Requests, request => Assert.StartsWith("http://models.example/", request.Target, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(407, "wants a name and a password, or others than it was given. Give them with it: HTTPS_PROXY=")]
    [InlineData(502, "does not let this program through to models.example: it answers 502. Check HTTPS_PROXY and NO_PROXY.")]
    public async Task Fetch_ProxyThatLetsNobodyThrough_IsToldWithoutItsPassword(int status, string message)
    {
        var catalogue = _program.Write("catalogue.json", Encoding.UTF8.GetBytes(_published.Catalogue().Replace(_published.Server.Address.AbsoluteUri, "https://models.example/", StringComparison.Ordinal)));
        var proxy = _published.Server.Address.AbsoluteUri.Replace("//", "//me:secret@", StringComparison.Ordinal);
        _published.Server.Otherwise = exchange => exchange.HeadAsync(status, "Content-Length: 0");

        var refused = (await _program.ShellAsync($"https_proxy={proxy} fovea models fetch {PublishedModel.Name} --catalogue {catalogue}")).Ends(2);

        Assert.Contains(message, refused.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("*")]
    [InlineData("127.0.0.1")]
    public async Task Fetch_NoProxyWanted_AsksTheHostItself(string none)
    {
        var fetched = (await _program.ShellAsync($"http_proxy=http://127.0.0.1:9/ no_proxy='{none}' fovea models fetch {PublishedModel.Name} --catalogue {Catalogue()}")).Ends(0);

        Assert.DoesNotContain("proxy", fetched.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_WhatCouldDriveATerminal_IsShown()
    {
        var catalogue = _program.Write("catalogue.json", Encoding.UTF8.GetBytes(_published.Catalogue().Replace("A small CLIP", "A \\u001b]0;x\\u0007 small CLIP", StringComparison.Ordinal)));

        var fetched = (await _program.RunAsync("models", "fetch", PublishedModel.Name, "--catalogue", catalogue)).Ends(0);

        Assert.Contains("A \\x1B]0;x\\x07 small CLIP", fetched.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("http://127.0.0.1/?x=1")]
    [InlineData("http://127.0.0.1/#x")]
    public async Task Fetch_MirrorThatIsNone_IsRefused(string mirror) =>
        Assert.Contains("which is no web address", (await _program.RunAsync("models", "fetch", PublishedModel.Name, "--mirror", mirror, "--catalogue", Catalogue())).Ends(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task Fetch_Mirror_StandsInForTheHost()
    {
        var catalogue = _program.Write("catalogue.json", Encoding.UTF8.GetBytes(_published.Catalogue().Replace(_published.Server.Address.AbsoluteUri, "https://huggingface.co/", StringComparison.Ordinal)));

        (await _program.ShellAsync($"HF_ENDPOINT={_published.Server.Address}mirror/ fovea models fetch {PublishedModel.Name} --catalogue {catalogue}")).Ends(0);

        Assert.All(_published.Server.Requests, request => Assert.StartsWith("/mirror/" + PublishedModel.Repository, request.Path, StringComparison.Ordinal));
        var wrong = (await _program.RunAsync("models", "fetch", PublishedModel.Name, "--mirror", "mirror.example", "--catalogue", catalogue)).Ends(2);
        Assert.Contains("--mirror is 'mirror.example', which is no web address like https://mirror.example.", wrong.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_DiskThatIsTooSmall_IsToldBeforeAndNothingIsLost()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux's namespaces");
        var allowed = await _program.ShellAsync("unshare -rm sh -c 'mount -t tmpfs -o size=1m none /mnt'");
        Assert.SkipUnless(allowed.ExitCode == 0, $"needs a file system of its own: {allowed.Error.Trim()}");

        var refused = await _program.ShellAsync(
            $"unshare -rm sh -c 'mkdir ../small && mount -t tmpfs -o size=4m none ../small && \"{FoveaProgram.Path}\" models fetch {PublishedModel.Name} --catalogue {Catalogue()} --home ../small'");

        Assert.Equal(2, refused.ExitCode);
        Assert.Matches(@"The disk of .*small/models has [0-9.]+ MB free, and [0-9.]+ MB are needed\. Make room there, or put Fovea's data elsewhere: --home FOLDER\.", refused.Error);
    }

    [Fact]
    public async Task Fetch_DiskThatFillsUpMeanwhile_IsToldAndGoesOnLater()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux's namespaces");
        var allowed = await _program.ShellAsync("unshare -rm sh -c 'mount -t tmpfs -o size=1m none /mnt'");
        Assert.SkipUnless(allowed.ExitCode == 0, $"needs a file system of its own: {allowed.Error.Trim()}");
        _published.NamedCommit = PublishedModel.Revision;
        var catalogue = _program.Write("catalogue.json", Encoding.UTF8.GetBytes(_published.Catalogue(isPinned: false)));

        var refused = await _program.ShellAsync($$"""
            unshare -rm sh -c 'mkdir ../small && mount -t tmpfs -o size=6m none ../small
              "{{FoveaProgram.Path}}" models fetch {{PublishedModel.Name}} --catalogue {{catalogue}} --home ../small
              code=$?; mount -o remount,size=100m ../small
              "{{FoveaProgram.Path}}" models fetch {{PublishedModel.Name}} --catalogue {{catalogue}} --home ../small --quiet || exit 9
              exit $code'
            """);

        Assert.Equal(2, refused.ExitCode);
        Assert.Matches(@"fovea: The disk of \S+ is full\. Make room and run the same command again: it goes on where it stopped\.", refused.Error);
        Assert.Contains(_published.RequestsFor(Image), request => request.From > 0);
    }

    [Fact]
    public async Task Fetch_ConnectsToNobodyElse()
    {
        var traces = await _program.ShellAsync("strace -V > /dev/null && strace -f true");
        Assert.SkipUnless(traces.ExitCode == 0, "needs strace");

        (await _program.ShellAsync($"strace -f -o ../trace -e trace=connect,sendto,sendmsg,sendmmsg \"{FoveaProgram.Path}\" models fetch {PublishedModel.Name} --catalogue {Catalogue()}")).Ends(0);

        var calls = (await File.ReadAllLinesAsync(_program["..", "trace"], TestContext.Current.CancellationToken)).Where(call => call.Contains("AF_INET", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(calls);
        Assert.All(calls, call => Assert.Contains(string.Create(CultureInfo.InvariantCulture, $"htons({_published.Server.Address.Port})"), call, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("ViT-B-99", "There is no model 'ViT-B-99' in the catalogue. It has small-clip; 'fovea models list --available' tells more.")]
    [InlineData("../evil", "There is no model '../evil' in the catalogue.")]
    public async Task Fetch_UnknownName_NamesWhatThereIs(string name, string message) =>
        Assert.Contains(message, (await _program.RunAsync("models", "fetch", name, "--catalogue", Catalogue())).Ends(2).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("{}", "is no catalogue of models that can be used")]
    [InlineData("<html>", "is no catalogue of models that can be used")]
    [InlineData("""{"format":"fovea-model-catalogue","version":9,"host":"https://x.example","models":[]}""", "is a catalogue of version 9, and this program reads versions up to 1. Use a newer version of Fovea.")]
    public async Task Fetch_CatalogueThatIsNone_IsRefused(string json, string message) => Assert.Contains(
        message, (await _program.RunAsync("models", "fetch", "x", "--catalogue", _program.Write("other.json", Encoding.UTF8.GetBytes(json)))).Ends(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task List_Available_ShowsTheCatalogueAndWhatIsHere()
    {
        var shown = (await _program.RunAsync("models", "list", "--available")).Ends(0).Output;

        Assert.Contains("  ViT-B-32-laion2b  (recommended)\n", shown, StringComparison.Ordinal);
        Assert.Contains("licence: MIT", shown, StringComparison.Ordinal);
        var models = (await _program.RunAsync("models", "list", "--available", "--json")).Ends(0).Json.GetProperty("models").EnumerateArray().ToList();
        Assert.Single(models, model => model.GetProperty("recommended").GetBoolean());
        Assert.All(models, model => Assert.Contains("https://", model.GetProperty("qualitySource").GetString(), StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fetch_LicenceThatAllowsNotAnyUse_IsShownAndConfirmed()
    {
        var catalogue = _program.Write("catalogue.json", Encoding.UTF8.GetBytes(_published.Catalogue(isFree: false)));

        var refused = (await _program.RunAsync("models", "fetch", PublishedModel.Name, "--catalogue", catalogue)).Ends(2);

        Assert.Contains("small-clip is under research only: not for products https://example.org/licence. Nothing was fetched. Agree with --accept-licence.", refused.Error, StringComparison.Ordinal);
        Assert.Empty(_published.Server.Requests);
        (await _program.RunAsync("models", "fetch", PublishedModel.Name, "--accept-licence", "--catalogue", catalogue)).Ends(0);
    }

    private string Catalogue() => _program.Write("catalogue.json", Encoding.UTF8.GetBytes(_published.Catalogue()));

    private long Length() => new FileInfo(Part) is { Exists: true } part ? part.Length : 0;
}
