using System.Text.Json;
using System.Text.RegularExpressions;

namespace Fovea.Page.Tests.Support;

/// <summary>The page as a person sees it: where things are and what is done with them.</summary>
internal sealed class FoveaPage
{
    private string? _lastQuestion;

    public FoveaPage(IPage page, FoveaServer server)
    {
        (Page, Server, Watch) = (page, server, new PageWatch(page, server.Address));
        page.Request += (_, request) =>
        {
            if (IsSearch(request.Url)) _lastQuestion = request.Url;
        };
    }

    public IPage Page { get; }

    public FoveaServer Server { get; }

    public PageWatch Watch { get; }

    public IKeyboard Keyboard => Page.Keyboard;

    public ILocator Box => Page.Locator("#q");

    public ILocator Cells => Page.Locator("#photos .cell");

    public ILocator Count => Page.Locator("#status .count");

    public ILocator Headings => Page.Locator("#photos .heading-text");

    public ILocator Chips => Page.Locator(".chips .chip");

    public ILocator Viewer => Page.Locator("dialog.viewer");

    public ILocator Position => Page.Locator(".viewer-position");

    public ILocator Details => Page.Locator(".viewer-details");

    public ILocator Toast => Page.Locator(".toast-text").Last;

    public ILocator SelectionBar => Page.Locator(".selection-bar");

    public ILocator Library => Page.Locator("#library .library");

    public string Address => Page.Url[(Server.Address.ToString().Length - 1)..];

    public Task GoAsync(string path) => Page.GotoAsync(Server.Address + path.TrimStart('/'));

    /// <summary>Waits until photos are there, with their pictures in the window.</summary>
    public async Task ReadyAsync()
    {
        await Assertions.Expect(Cells.First).ToBeVisibleAsync();
        await PicturesAsync();
    }

    /// <summary>Waits until every picture in the window has come.</summary>
    public Task PicturesAsync() => Page.WaitForFunctionAsync(
        """
        () => [...document.querySelectorAll('#photos .cell img')].every((image) => {
          const box = image.getBoundingClientRect();
          return box.bottom < 0 || box.top > innerHeight || image.classList.contains('on');
        })
        """);

    /// <summary>Types words and waits until the first photo of their answer stands first.</summary>
    public async Task<JsonElement> SearchAsync(string words)
    {
        var response = await Page.RunAndWaitForResponseAsync(() => Box.FillAsync(words), IsAnswerTo(words));
        var answer = (await response.JsonAsync())!.Value;
        await ShowsAsync(answer);
        return answer;
    }

    public static Func<IResponse, bool> IsAnswerTo(string words) => response =>
        Uri.TryCreate(response.Url, UriKind.Absolute, out var uri) && uri.AbsolutePath == "/api/v1/search" && uri.Query.Split('?', '&').Contains("q=" + Uri.EscapeDataString(words).Replace("%20", "+", StringComparison.Ordinal));

    /// <summary>Waits until the answer's first photo stands first and its count is said.</summary>
    public async Task ShowsAsync(JsonElement answer)
    {
        var first = answer.GetProperty("items")[0].GetProperty("id").GetInt64();
        await Assertions.Expect(Cells.First.Locator("img")).ToHaveAttributeAsync("src", new Regex($"/photos/{first}/thumbnail"));
    }

    /// <summary>Does what asks another question, and waits for its answer; the page may meanwhile ask the old one again.</summary>
    public async Task<JsonElement> DoAndAwaitSearchAsync(Func<Task> act)
    {
        var before = _lastQuestion;

        // Finished: what the page gave up for a newer question never is.
        var request = await Page.RunAndWaitForRequestFinishedAsync(act, new() { Predicate = asked => IsSearch(asked.Url) && asked.Url != before });
        return (await (await request.ResponseAsync())!.JsonAsync())!.Value;
    }

    private static bool IsSearch(string url) => url.Contains("/api/v1/search?", StringComparison.Ordinal);

    /// <summary>Opens the n-th photo that is in the window, by a click.</summary>
    public async Task OpenPhotoAsync(int at = 0)
    {
        await Cells.Nth(at).ClickAsync();
        await Assertions.Expect(Viewer).ToBeVisibleAsync();
        await Assertions.Expect(Page.Locator(".viewer-picture.there")).ToBeVisibleAsync();
    }

    /// <summary>A photo that is wholly in the window, so that pressing it scrolls nothing.</summary>
    public async Task<ILocator> WholeCellAsync()
    {
        var id = await Page.EvaluateAsync<string>(
            """
            () => [...document.querySelectorAll('#photos .cell')].find((cell) => {
              const box = cell.getBoundingClientRect();
              return box.top > document.getElementById('status').getBoundingClientRect().bottom && box.bottom < innerHeight;
            }).querySelector('img').getAttribute('src')
            """);
        return Cells.Filter(new() { Has = Page.Locator($"img[src='{id}']") });
    }

    public Task<long> FirstIdAsync() => IdOfAsync(Cells.First);

    public static async Task<long> IdOfAsync(ILocator cell) =>
        long.Parse(Regex.Match(await cell.Locator("img").GetAttributeAsync("src") ?? string.Empty, @"/photos/(\d+)/").Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>How many elements the page has.</summary>
    public Task<int> CountElementsAsync() => Page.EvaluateAsync<int>("() => document.getElementsByTagName('*').length");

    public Task<double> ScrollAsync() => Page.EvaluateAsync<double>("() => scrollY");
}
