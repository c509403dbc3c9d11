using Fovea.Testing.Http;

namespace Fovea.Models.Tests.Fetching;

public sealed class ModelFetcherTests : FetchTest
{
    [Fact]
    public async Task Fetch_GoodServer_PublishesTheWholeModelAtOnce()
    {
        var progress = new List<FetchProgress>();

        var report = await FetchAsync(progress: value =>
        {
            progress.Add(value);
            Assert.False(Directory.Exists(Folder));
        });

        AssertPublished();
        Assert.Equal(Published.Files.Values.Sum(file => file.Length), report.Transferred);
        Assert.Equal((PublishedModel.Name, Folder, false), (report.Model, report.Folder, report.WasThere));
        Assert.Empty(report.FirstTrusted);
        Assert.Equal(progress.Select(value => value.Done).Order(), progress.Select(value => value.Done));
        Assert.Equal(progress[^1].Total, progress[^1].Done);
        Assert.All(Server.Requests, request => Assert.Contains($"/resolve/{PublishedModel.Revision}/", request.Path, StringComparison.Ordinal));
        Assert.Empty(Notes);
    }

    [Fact]
    public async Task Fetch_OneThatIsThere_AsksForNothing()
    {
        await FetchAsync();
        var asked = Server.Requests.Count;

        Assert.True((await FetchAsync()).WasThere);
        Assert.Equal(asked, Server.Requests.Count);
    }

    [Fact]
    public async Task Fetch_OneThatIsDamaged_BringsOnlyWhatIsWrong()
    {
        await FetchAsync();
        ModelCopies.FlipBit(Path.Combine(Folder, Text), 5000);
        var asked = Server.Requests.Count;

        var report = await FetchAsync();

        AssertPublished();
        Assert.Equal(Published.Files[Text].Length, report.Transferred);
        Assert.DoesNotContain(Server.Requests.Skip(asked), request => request.Path.EndsWith(Image, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fetch_BreaksAgainAndAgain_BringsEachByteOnce()
    {
        var file = Published.Files[Image];
        for (var i = 0; i < 4; i++) Server.Once(Image, exchange => exchange.FileAsync(file, Published.EtagOf(Image), 1_300_000));

        var report = await FetchAsync();

        AssertPublished();
        Assert.Equal([0, 1_300_000, 2_600_000, 3_900_000, 5_200_000], Published.RequestsFor(Image).Select(request => request.From));
        Assert.Equal(Published.Files.Values.Sum(bytes => bytes.Length), report.Transferred);
        Assert.Equal(4, Notes.Count);
        Assert.Contains("The transfer of visual/model.onnx from 127.0.0.1 broke off. It goes on at 1.3 MB in 0 s.", Notes[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_NeverGetsFar_GivesUpKeepsWhatThereIsAndGoesOnLater()
    {
        for (var i = 0; i < 6; i++) Server.Once(Image, exchange => exchange.FileAsync(Published.Files[Image], Published.EtagOf(Image), 50_000));

        var error = await RefusedAsync();

        Assert.Contains("visual/model.onnx could not be fetched. 0.3 MB of visual/model.onnx are kept: the same command goes on from there.", error.Message, StringComparison.Ordinal);
        await FetchAsync();
        AssertPublished();
        Assert.Equal(300_000, Published.RequestsFor(Image)[^1].From);
    }

    [Fact]
    public async Task Fetch_StoppedAndStartedAgain_GoesOnWhereItWas()
    {
        await StopInTheImageTowerAsync(Catalogue());

        await FetchAsync();

        AssertPublished();
        Assert.Equal([0, 300_000], Published.RequestsFor(Image).Select(request => request.From));
        Assert.Single(Published.RequestsFor("textual/tokenizer.json"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public async Task Fetch_ServerThatSendsHardlyAnything_IsLeftAndAskedAgain(int trickle)
    {
        var file = Published.Files[Image];
        Server.Once(Image, async exchange =>
        {
            await exchange.FileAsync(file, Published.EtagOf(Image), 100_000);
            for (var i = 100_000; ; i += trickle)
            {
                await exchange.BodyAsync(file.AsMemory(i, trickle));
                await Task.Delay(50, exchange.Stopping);
            }
        });

        await FetchAsync(options: new FetchOptions { RetryDelay = TimeSpan.FromMilliseconds(5), StallTimeout = TimeSpan.FromSeconds(1) });

        AssertPublished();
        Assert.Equal(2, Published.RequestsFor(Image).Count);
        Assert.InRange(Published.RequestsFor(Image)[1].From, 100_000, 100_100);
        Assert.StartsWith("127.0.0.1 has sent nothing of visual/model.onnx, or next to nothing, for 1 s.", Assert.Single(Notes), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Fetch_TwoAtOnce_TheSecondIsTold()
    {
        var entered = new TaskCompletionSource();
        var release = new TaskCompletionSource();
        Server.Once("config.json", async exchange =>
        {
            entered.SetResult();
            await release.Task;
            await exchange.FileAsync(Published.Files["config.json"], Published.EtagOf("config.json"));
        });
        var first = FetchAsync();
        await entered.Task;

        var error = await Assert.ThrowsAsync<FetchException>(() => FetchAsync());

        Assert.StartsWith("Another process is working on the model small-clip", error.Message, StringComparison.Ordinal);
        release.SetResult();
        await first;
        AssertPublished();
    }

    [Fact]
    public async Task Fetch_WhatAnOlderVersionLeft_IsThrownAway()
    {
        var catalogue = Catalogue();
        await StopInTheImageTowerAsync(catalogue);
        var newer = catalogue with { Models = [catalogue.Models[0] with { Revision = "ffffffffffffffffffffffffffffffffffffffff" }] };

        await FetchAsync(newer);

        AssertPublished();
        Assert.Equal([0, 0], Published.RequestsFor(Image).Select(request => request.From));
        Assert.Equal("What an earlier fetch left is of another version of the model, and is thrown away.", Assert.Single(Notes));
    }

    [Fact]
    public async Task Fetch_WhatIsNoModel_IsNotPublished()
    {
        Published.Files["textual/tokenizer.json"] = "{}"u8.ToArray();

        var error = await Assert.ThrowsAsync<ModelException>(() => FetchAsync());

        Assert.Contains("tokenizer.json", error.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder));
    }

    [Fact]
    public async Task Fetch_LicenceThatAllowsNotAnyUse_MustBeAgreedTo()
    {
        var error = await RefusedAsync(Catalogue(isFree: false));

        Assert.Equal("small-clip is under research only, which does not allow any use: not for products. Agree to it with --accept-licence.", error.Message);
        Assert.Empty(Server.Requests);
        await FetchAsync(Catalogue(isFree: false), new FetchOptions { AcceptsLicence = true });
        AssertPublished();
    }

    [Fact]
    public async Task Fetch_NobodyThere_SaysSoAtOnce()
    {
        var catalogue = Catalogue();
        Server.Dispose();

        var error = await RefusedAsync(catalogue);

        Assert.StartsWith("127.0.0.1 cannot be reached: Connection refused.", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Check the network, or carry the model over: --dry-run tells what to fetch on another machine.", error.Message, StringComparison.Ordinal);
        Assert.Empty(Notes);
    }

    [Fact]
    public async Task Fetch_NetworkThatDropsWhatIsSent_SaysSoAndIsNoCancellation()
    {
        // An address of a range that is kept free for documents: nobody answers, or the system says at once that there is no way.
        var error = await RefusedAsync(options: new FetchOptions { Mirror = new Uri("http://192.0.2.1:81"), ConnectTimeout = TimeSpan.FromMilliseconds(300) });

        Assert.StartsWith("192.0.2.1 cannot be reached: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publish_KilledBetweenTheTwoRenamings_IsRepaired()
    {
        await FetchAsync();
        var replaced = Path.Combine(ModelsFolder, ".unfinished", PublishedModel.Name, "replaced");
        Directory.CreateDirectory(Path.GetDirectoryName(replaced)!);
        Directory.Move(Folder, replaced);

        StagingFolder.Repair(ModelsFolder, PublishedModel.Name);

        Assert.True(Directory.Exists(Folder));
        Assert.False(Directory.Exists(replaced));
    }

    [Fact]
    public async Task Fetch_FilesThatAreNoPartOfTheModel_AreNotVouchedFor()
    {
        await StopInTheImageTowerAsync(Catalogue());
        await File.WriteAllTextAsync(Path.Combine(ModelsFolder, ".unfinished", PublishedModel.Name, "model", "left.tmp"), "x", TestContext.Current.CancellationToken);

        await FetchAsync();

        Assert.Equal(
            Published.Files.Keys.Append("manifest.json").Order(StringComparer.Ordinal),
            Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(file => Path.GetRelativePath(Folder, file).Replace('\\', '/')).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Fetch_NameThatNobodyKnows_SaysSoAtOnce()
    {
        var error = await RefusedAsync(options: new FetchOptions { Mirror = new Uri("https://there.is.no.such.host.invalid") });

        Assert.StartsWith("there.is.no.such.host.invalid cannot be reached: ", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Discard_UnfinishedFetch_LeavesNothing()
    {
        await StopInTheImageTowerAsync(Catalogue());
        Assert.Equal([PublishedModel.Name], ModelFetcher.Unfinished(ModelsFolder));

        Assert.True(ModelFetcher.Discard(ModelsFolder, PublishedModel.Name));

        Assert.Empty(ModelFetcher.Unfinished(ModelsFolder));
        Assert.False(ModelFetcher.Discard(ModelsFolder, PublishedModel.Name));
        Assert.False(ModelFetcher.Discard(ModelsFolder, "../models"));
    }
}
