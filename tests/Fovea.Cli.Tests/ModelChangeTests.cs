using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Fovea.Cli.Tests;

public sealed class ModelChangeTests : IDisposable
{
    private static readonly string Tiny = RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "tiny-clip", "openclip");

    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("FOVEA_TEST_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 6;

    private readonly FoveaProgram _program = new();

    public ModelChangeTests()
    {
        _program.Draw("red.png", 220, 20, 20);
        _program.Draw("blue.png", 20, 20, 220);
    }

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Use_EncodesThePhotosAndThenChanges()
    {
        (await _program.RunAsync("index", ".")).Ends(0);

        var used = (await _program.RunAsync("models", "use", Tiny)).Ends(0);

        Assert.Equal(
            "starter goes on answering until the photos are encoded with openclip.\nEncoded 2 photos with openclip.\nUsing openclip from now on.\n", used.Error);
        Assert.Equal(("openclip", 2), await SearchAsync());
        var back = (await _program.RunAsync("models", "use", "starter")).Ends(0);
        Assert.Equal("openclip goes on answering until the photos are encoded with starter.\nUsing starter from now on.\n", back.Error);
        Assert.Equal(("starter", 2), await SearchAsync());
    }

    [Fact]
    public async Task Use_BeforeAnythingIsIndexed_IsAtOnce() =>
        Assert.Equal("Using openclip from now on.\n", (await _program.RunAsync("models", "use", Tiny)).Ends(0).Error);

    [Fact]
    public async Task Use_WhereTheModelInUseHasNoPhotos_EncodesThemAtOnce()
    {
        (await _program.RunAsync("index", ".")).Ends(0);
        (await _program.RunAsync("models", "use", Tiny, "--now")).Ends(0);
        var other = RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "tiny-clip", "hf");
        File.Move(_program["red.png"], _program["..", "red.png"]);

        (await _program.RunAsync("models", "use", other)).Ends(0);

        Assert.Equal(("hf", 2), await SearchAsync());
    }

    [Fact]
    public async Task Use_WithAModelForOneCommand_IsRefused() =>
        Assert.Contains("Leave it out.", (await _program.RunAsync("models", "use", Tiny, "--model", "starter")).Ends(2).Error, StringComparison.Ordinal);

    [Fact]
    public async Task UseLater_TheOldModelAnswersUntilTheNextRun()
    {
        (await _program.RunAsync("index", ".")).Ends(0);

        var used = (await _program.RunAsync("models", "use", Tiny, "--later")).Ends(0);
        var status = (await _program.RunAsync("status", "--json")).Ends(0).Json;

        Assert.EndsWith("The next 'fovea index' does that, or a 'fovea serve' or 'fovea watch' that runs.\n", used.Error, StringComparison.Ordinal);
        Assert.Equal(("starter", 2), await SearchAsync());
        Assert.Equal(("starter", "openclip", 0), (
            status.GetProperty("model").GetProperty("name").GetString(), status.GetProperty("nextModel").GetProperty("name").GetString(),
            status.GetProperty("nextModel").GetProperty("encoded").GetInt32()));
        Assert.Contains("Next     openclip: 0 of 2 photos are encoded with it", (await _program.RunAsync("status")).Ends(0).Output, StringComparison.Ordinal);
        Assert.Matches("> openclip ", (await _program.RunAsync("models", "list")).Ends(0).Output);

        _program.Draw("new.png", 20, 220, 20);
        var indexed = (await _program.RunAsync("index")).Ends(0);
        Assert.Contains("Encoded 3 photos with openclip.\nUsing openclip from now on.\n", indexed.Error, StringComparison.Ordinal);
        Assert.Equal(("openclip", 3), await SearchAsync());
    }

    [Fact]
    public async Task SearchIn_ANewFolder_DoesNotWaitForAChange()
    {
        (await _program.RunAsync("index", ".")).Ends(0);
        (await _program.RunAsync("models", "use", Tiny, "--later")).Ends(0);
        Directory.CreateDirectory(_program["..", "more"]);
        File.Copy(_program["red.png"], _program["..", "more", "red.png"]);

        (await _program.RunAsync("search", "red", "--in", "../more")).Ends(0);

        Assert.Equal(("starter", 3), await SearchAsync());
    }

    [Fact]
    public async Task Use_PhotosThatAreAway_AreEncodedFromTheirThumbnails()
    {
        (await _program.RunAsync("index", ".")).Ends(0);
        Directory.Move(_program.Folder, _program.Folder + "-away");
        Directory.CreateDirectory(_program.Folder);

        (await _program.RunAsync("models", "use", Tiny)).Ends(0);

        Assert.Equal(("openclip", 2), await SearchAsync());
    }

    [Fact]
    public async Task Use_APhotoThatCannotBeEncodedNow_KeepsTheOldModelUntilItCan()
    {
        (await _program.RunAsync("index", ".")).Ends(0);
        Directory.Delete(Path.Combine(_program.Home, "thumbnails"), recursive: true);
        File.Move(_program["red.png"], _program["..", "red.png"]);

        var used = (await _program.RunAsync("models", "use", Tiny)).Ends(0);

        Assert.Contains("Encoded 1 photos with openclip, which lacks 1 that can be found now. The model in use goes on answering.", used.Error, StringComparison.Ordinal);
        Assert.Contains("1 have no thumbnail, and their files are away or cannot be decoded now. 'fovea index' tries again; 'fovea models use openclip --now' uses it without them.", used.Error, StringComparison.Ordinal);
        Assert.Equal(("starter", 2), await SearchAsync());
        File.Move(_program["..", "red.png"], _program["red.png"]);
        (await _program.RunAsync("index")).Ends(0);
        Assert.Equal(("openclip", 2), await SearchAsync());
    }

    [Fact]
    public async Task Use_FromThumbnailsOnly_OpensNoPhoto()
    {
        (await _program.RunAsync("index", ".")).Ends(0);
        Directory.Delete(Path.Combine(_program.Home, "thumbnails"), recursive: true);

        Assert.Contains("Encoded 0 photos with openclip, which lacks 2", (await _program.RunAsync("models", "use", Tiny, "--from-thumbnails")).Ends(0).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_NextModelThatHasGone_IsToldAndThePhotosAreUpToDate()
    {
        (await _program.RunAsync("index", ".")).Ends(0);
        (await _program.ShellAsync($"cp -r \"{Tiny}\" m && chmod -R u+w m")).Ends(0);
        (await _program.RunAsync("models", "use", "m", "--later")).Ends(0);
        Directory.Delete(_program["m"], recursive: true);
        _program.Draw("new.png", 20, 220, 20);

        var indexed = (await _program.RunAsync("index")).Ends(0);

        Assert.Contains("1 new", indexed.Error, StringComparison.Ordinal);
        Assert.Matches(@"The change to another model cannot go on: There is no model folder \S+/m\..* 'fovea models use' with the name of the one in use gives it up\.", indexed.Error);
        Assert.Equal(("starter", 3), await SearchAsync());
        Assert.Equal("Using starter from now on.\n", (await _program.RunAsync("models", "use", "starter")).Ends(0).Error);
        Assert.DoesNotContain("cannot go on", (await _program.RunAsync("index")).Ends(0).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Remove_TheNextModel_GivesTheChangeUp()
    {
        (await _program.RunAsync("index", ".")).Ends(0);
        (await _program.RunAsync("models", "use", Tiny, "--later")).Ends(0);

        (await _program.RunAsync("models", "remove", Tiny)).Ends(0);

        Assert.False((await _program.RunAsync("status", "--json")).Ends(0).Json.TryGetProperty("nextModel", out _));
    }

    [Fact]
    public async Task Remove_TheOldModel_GivesItsSpaceBack()
    {
        _program.DrawMany(300);
        (await _program.RunAsync("index", ".")).Ends(0);
        (await _program.RunAsync("models", "use", Tiny)).Ends(0);
        var before = CatalogBytes();

        var removed = (await _program.RunAsync("models", "remove", "starter")).Ends(0);

        Assert.Equal("Removed the vectors of starter; the model is part of the program and stays.", removed.Error.Trim());
        Assert.Equal(("openclip", 302), await SearchAsync());
        Assert.True(CatalogBytes() < before, FormattableString.Invariant($"{CatalogBytes()} bytes, {before} before"));
        Assert.Contains("starter", (await _program.RunAsync("models", "list")).Ends(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Use_KilledAtRandomMomentsUnderContinuousSearch_IsAlwaysAnsweredInFull()
    {
        _program.DrawMany(60);
        (await _program.RunAsync("index", ".")).Ends(0);
        using var stop = new CancellationTokenSource();
        var searching = SearchOnAsync(stop.Token);
        var random = new Random(11);
        for (var round = 0; round < Rounds; round++)
        {
            using var running = _program.Start("models", "use", round % 2 == 0 ? Tiny : "starter");
            await Task.Delay(random.Next(200, 1800), TestContext.Current.CancellationToken);
            running.Kill();
            await running.WaitAsync();
        }

        (await _program.RunAsync("models", "use", Tiny)).Ends(0);
        await stop.CancelAsync();
        var answers = await searching;

        Assert.NotEmpty(answers);
        Assert.All(answers, answer => Assert.Equal(62, answer.Searched));
        Assert.Equal(("openclip", 62), await SearchAsync());
    }

    [Fact]
    public async Task Serve_FollowsAChangeWhileItAnswers()
    {
        _program.DrawMany(40);
        (await _program.RunAsync("index", ".")).Ends(0);
        using var running = _program.Start("serve", "--port", "0");
        using var client = await SignInAsync(running);

        (await _program.RunAsync("models", "use", Tiny, "--later")).Ends(0);
        var models = new List<string>();
        for (var i = 0; i < 600 && !models.Contains("openclip"); i++)
        {
            models.Add(await SearchAsync(client, photos: 42));
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(["starter", "openclip"], models.Distinct());
        Assert.Equal(("openclip", 42), await SearchAsync());
        using var library = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/v1/library", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal("openclip", library.RootElement.GetProperty("model").GetProperty("name").GetString());
    }

    [Fact]
    public async Task Serve_OldModelIsRemovedRightAfterTheChange_NoAnswerIsEmpty()
    {
        (await _program.RunAsync("index", ".")).Ends(0);
        using var running = _program.Start("serve", "--port", "0", "--no-index");
        using var client = await SignInAsync(running);

        var models = new List<string>();
        for (var round = 0; round < 3; round++)
        {
            foreach (var (next, old) in new[] { (Tiny, "starter"), ("starter", Tiny) })
            {
                var changes = _program.ShellAsync($"fovea models use '{next}' && fovea models remove '{old}'");
                while (!changes.IsCompleted) models.Add(await SearchAsync(client, photos: 2));
                (await changes).Ends(0);
                models.Add(await SearchAsync(client, photos: 2));
            }
        }

        Assert.Equal("starter", models[^1]);
        Assert.Contains("openclip", models);
    }

    private static async Task<HttpClient> SignInAsync(RunningCommand running)
    {
        await running.UntilPrintsAsync("(Ctrl-C stops it)");
        var opening = new Uri(Regex.Match(running.Printed, @"http://\S+").Value);
        var client = new HttpClient(new SocketsHttpHandler { CookieContainer = new CookieContainer(), UseProxy = false }) { BaseAddress = opening };
        (await client.GetAsync(opening, TestContext.Current.CancellationToken)).EnsureSuccessStatusCode();
        return client;
    }

    private static async Task<string> SearchAsync(HttpClient client, int photos)
    {
        using var page = JsonDocument.Parse(await client.GetStringAsync(new Uri("/api/v1/search?q=red", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal(photos, page.RootElement.GetProperty("counts").GetProperty("searched").GetInt32());
        return page.RootElement.GetProperty("model").GetString()!;
    }

    private async Task<(string? Model, int Searched)> SearchAsync()
    {
        var json = (await _program.RunAsync("search", "red", "--json")).Ends(0).Json;
        return (json.GetProperty("model").GetString(), json.GetProperty("searched").GetInt32());
    }

    private async Task<List<(string? Model, int Searched)>> SearchOnAsync(CancellationToken stop)
    {
        var answers = new List<(string? Model, int Searched)>();
        while (!stop.IsCancellationRequested) answers.Add(await SearchAsync());
        return answers;
    }

    private long CatalogBytes() => new DirectoryInfo(_program.Home).EnumerateFiles("catalog.db*").Sum(file => file.Length);
}
