namespace Fovea.Models.Tests.Fetching;

public sealed class FirstUseTests : FetchTest
{
    private const string Commit = "abcdefabcdefabcdefabcdefabcdefabcdefabcd";

    [Fact]
    public async Task Fetch_WithoutKnownHashes_SaysSoAndRemembersThem()
    {
        var catalogue = Catalogue(isPinned: false);

        var report = await FetchAsync(catalogue);

        AssertPublished();
        Assert.Equal(Published.Files.Keys.Order(), report.FirstTrusted.Order());
        var plan = new ModelFetcher(catalogue, ModelsFolder, Quick, TimeProvider.System).Plan(catalogue.Models[0]);
        Assert.All(plan.Files.Where(file => !file.IsOptional), file => Assert.Equal((Published.HashOf(file.Path), true), (file.Sha256, file.IsFirstUse)));
    }

    [Fact]
    public async Task Fetch_SomethingElseTheSecondTime_IsRefusedUnlessTrustedAnew()
    {
        var catalogue = Catalogue(isPinned: false);
        await FetchAsync(catalogue);
        Directory.Delete(Folder, recursive: true);
        var before = Published.HashOf(Image);
        Published.Files[Image][^1] ^= 1;

        var error = await RefusedAsync(catalogue);

        Assert.Equal(
            $"visual/model.onnx is not what it was when it was first fetched on this machine: its SHA-256 is {Published.HashOf(Image)}, and was {before}. If it was published anew and you trust it: --trust-new.",
            error.Message);
        var report = await FetchAsync(catalogue, new FetchOptions { TrustsAnew = true });
        Assert.Equal(Published.Files.Count, report.FirstTrusted.Count);
        Directory.Delete(Folder, recursive: true);
        Assert.Empty((await FetchAsync(catalogue)).FirstTrusted);
    }

    [Fact]
    public async Task Fetch_ServerThatNamesItsCommit_TakesAllFilesOfThatOne()
    {
        Published.NamedCommit = Commit;

        await FetchAsync(Catalogue(isPinned: false));

        AssertPublished();
        Assert.Contains("/resolve/main/config.json", Server.Requests[0].Path, StringComparison.Ordinal);
        Assert.All(Server.Requests.Skip(1), request => Assert.Contains($"/resolve/{Commit}/", request.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fetch_ResumedAfterTheRepositoryMoved_StaysWithItsCommit()
    {
        Published.NamedCommit = Commit;
        var catalogue = Catalogue(isPinned: false);
        await StopInTheImageTowerAsync(catalogue);
        Published.NamedCommit = "1111111111111111111111111111111111111111";

        await FetchAsync(catalogue);

        AssertPublished();
        Assert.All(Server.Requests.Skip(1), request => Assert.Contains($"/resolve/{Commit}/", request.Path, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Fetch_ResumedWithATag_AsksForThatFileOnly()
    {
        Published.NamedCommit = Commit;
        var catalogue = Catalogue(isPinned: false);
        await StopInTheImageTowerAsync(catalogue);
        var tag = Published.EtagOf(Image);
        Published.Files[Image][6] ^= 1;

        await FetchAsync(catalogue);

        AssertPublished();
        Assert.Equal(tag, Published.RequestsFor(Image)[1].IfRange);
        Assert.Equal("visual/model.onnx is fetched from its beginning: 127.0.0.1 has another file there now, or does not resume.", Assert.Single(Notes));
    }

    [Fact]
    public async Task Fetch_ResumedWithoutATag_StartsAgain()
    {
        Published.NamedCommit = Commit;
        Published.GivesEtags = false;
        var catalogue = Catalogue(isPinned: false);
        await StopInTheImageTowerAsync(catalogue);
        Published.Files[Image][6] ^= 1;

        await FetchAsync(catalogue);

        AssertPublished();
        Assert.Equal([0, 0], Published.RequestsFor(Image).Select(request => request.From));
        Assert.Equal("visual/model.onnx is fetched from its beginning: nothing tells whether its beginning is still the same.", Assert.Single(Notes));
    }

    [Theory]
    [InlineData(null, 0)]
    [InlineData("W/\"one\"", 0)]
    [InlineData("\"other\"", 0)]
    [InlineData("same", 3)]
    public async Task Fetch_RestThatNothingSaysIsOfTheSameFile_StartsAgain(string? tag, int longer)
    {
        // A server that does not know If-Range and sends the rest of another file.
        Published.NamedCommit = Commit;
        var catalogue = Catalogue(isPinned: false);
        await StopInTheImageTowerAsync(catalogue);
        var etag = tag == "same" ? Published.EtagOf(Image) : tag;
        Published.Files[Image][6] ^= 1;
        var total = Published.Files[Image].Length + longer;
        Server.Once(Image, exchange => exchange.HeadAsync(
            206, [$"Content-Range: bytes 300000-{total - 1}/{total}", $"Content-Length: {total - 300_000}", .. etag is null ? Array.Empty<string>() : [$"ETag: {etag}"]]));

        await FetchAsync(catalogue);

        AssertPublished();
        Assert.Equal([0, 300_000, 0], Published.RequestsFor(Image).Select(request => request.From));
    }

    [Theory]
    [InlineData("config.json")]
    [InlineData("textual/tokenizer.json")]
    [InlineData(Image)]
    public async Task Fetch_FirstDownloadThatIsNoModel_IsNotTrustedAndFetchedAgain(string path)
    {
        Published.NamedCommit = Commit;
        var catalogue = Catalogue(isPinned: false);
        Server.Once(path, exchange => exchange.FileAsync("{ \"a\": [ 1"u8.ToArray(), null));
        if (path == catalogue.Models[0].Files[0].Path) Server.Once(path, exchange => exchange.FileAsync("{ \"a\": [ 1"u8.ToArray(), null, int.MaxValue, $"X-Repo-Commit: {Commit}"));

        await Assert.ThrowsAsync<ModelException>(() => FetchAsync(catalogue));
        var report = await FetchAsync(catalogue);

        AssertPublished();
        Assert.Equal(Published.Files.Count, report.FirstTrusted.Count);
    }

    [Fact]
    public async Task Fetch_TrustedAnewAndBroken_GoesOn()
    {
        Published.NamedCommit = Commit;
        var catalogue = Catalogue(isPinned: false);
        var anew = new FetchOptions { TrustsAnew = true, Attempts = 1 };
        Server.Once(Image, exchange => exchange.FileAsync(Published.Files[Image], Published.EtagOf(Image), 2_000_000));
        await Assert.ThrowsAsync<FetchException>(() => FetchAsync(catalogue, anew));

        await FetchAsync(catalogue, anew);

        AssertPublished();
        Assert.Equal([0, 2_000_000], Published.RequestsFor(Image).Select(request => request.From));
    }

    [Fact]
    public async Task Fetch_ResumedWithoutACommit_StartsAgain()
    {
        var catalogue = Catalogue(isPinned: false);
        await StopInTheImageTowerAsync(catalogue);

        await FetchAsync(catalogue);

        AssertPublished();
        Assert.Equal([0, 0], Published.RequestsFor(Image).Select(request => request.From));
        Assert.Equal(2, Published.RequestsFor("textual/tokenizer.json").Count);
    }

    [Fact]
    public async Task Fetch_BrokenWithoutATag_StartsAgainAlsoInOneRun()
    {
        Published.GivesEtags = false;
        var other = Published.Files[Image].ToArray();
        other[10] ^= 1;
        Server.Once(Image, exchange => exchange.FileAsync(other, null, 1_500_000));

        await FetchAsync(Catalogue(isPinned: false));

        AssertPublished();
        Assert.Equal([0, 0], Published.RequestsFor(Image).Select(request => request.From));
    }

    [Fact]
    public async Task Fetch_TrustedAnewWithLeftovers_TakesNothingOfThem()
    {
        Published.NamedCommit = Commit;
        var catalogue = Catalogue(isPinned: false);
        await StopInTheImageTowerAsync(catalogue);
        Published.NamedCommit = "1111111111111111111111111111111111111111";

        var report = await FetchAsync(catalogue, new FetchOptions { TrustsAnew = true });

        AssertPublished();
        Assert.Equal(Published.Files.Count, report.FirstTrusted.Count);
        Assert.Equal(2, Published.RequestsFor("textual/tokenizer.json").Count);
    }

    [Fact]
    public async Task Fetch_TrustedAnewWhereItIsInstalled_AsksAgain()
    {
        var catalogue = Catalogue(isPinned: false);
        await FetchAsync(catalogue);
        Published.Files[Image][^1] ^= 1;

        Assert.False((await FetchAsync(catalogue, new FetchOptions { TrustsAnew = true })).WasThere);

        AssertPublished();
    }

    [Fact]
    public async Task Fetch_WhatIsThereAndWasNeverRemembered_IsRemembered()
    {
        var catalogue = Catalogue(isPinned: false);
        await FetchAsync(catalogue);
        File.Delete(Path.Combine(ModelsFolder, "first-use.json"));

        Assert.True((await FetchAsync(catalogue)).WasThere);

        Directory.Delete(Folder, recursive: true);
        Published.Files[Image][^1] ^= 1;
        Assert.Contains("is not what it was when it was first fetched", (await RefusedAsync(catalogue)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Update_ByManyAtOnce_LosesNone()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(
            () => FirstUse.Update(ModelsFolder, known => known.Models[$"someone/{i}"] = new FirstUseModel("main", DateTimeOffset.UnixEpoch, new Dictionary<string, string>())),
            TestContext.Current.CancellationToken)));

        Assert.Equal(20, FirstUse.Read(ModelsFolder).Models.Count);
    }

    [Fact]
    public async Task Fetch_ServerThatNamesAHash_MustKeepIt()
    {
        Server.Once(Image, exchange => exchange.FileAsync(Published.Files[Image], null, int.MaxValue, $"X-Linked-ETag: \"{new string('a', 64)}\""));

        Assert.Contains($"expected {new string('a', 64)}", (await RefusedAsync(Catalogue(isPinned: false))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plan_RememberedHashesThatCannotBeRead_TrustsNothingSilently()
    {
        var catalogue = Catalogue(isPinned: false);
        await FetchAsync(catalogue);
        var file = Path.Combine(ModelsFolder, "first-use.json");
        await File.WriteAllTextAsync(file, "{", TestContext.Current.CancellationToken);

        var error = await Assert.ThrowsAsync<FetchException>(() => FetchAsync(catalogue));

        Assert.StartsWith($"{file} cannot be read: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("It remembers which files were fetched first. Delete it to trust the next download anew.", error.Message, StringComparison.Ordinal);
    }
}
