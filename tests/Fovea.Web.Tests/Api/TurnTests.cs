using System.Net;
using Fovea.Web.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Web.Tests.Api;

public sealed class TurnTests : IAsyncDisposable
{
    private readonly HeldTexts _model = new();
    private TestServer? _server;
    private HttpClient? _client;

    public async ValueTask DisposeAsync()
    {
        _model.Release();
        _client?.Dispose();
        if (_server is not null) await _server.DisposeAsync();
        _model.Dispose();
    }

    [Fact]
    public async Task Search_AbortedWhileItWaits_LeavesTheQueueAndIsNeverBegun()
    {
        var turns = await StartAsync();
        var held = await TakeAllPlacesAsync(turns);
        using var abort = new CancellationTokenSource();
        var aborted = SearchAsync("typed on", abort.Token);
        var next = SearchAsync("red", CancellationToken.None);
        await UntilAsync(() => turns.Waiting == 2);

        await abort.CancelAsync();

        await UntilAsync(() => turns.Waiting == 1);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => aborted);
        _model.Release();
        Assert.Equal(HttpStatusCode.OK, await next);
        Assert.All(await Task.WhenAll(held), status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.DoesNotContain("typed on", _model.Seen);
        await UntilAsync(() => turns.Free == Environment.ProcessorCount);
    }

    [Fact]
    public async Task Search_AbortedWhileItRuns_FreesItsPlace()
    {
        var turns = await StartAsync();
        using var abort = new CancellationTokenSource();
        var held = SearchAsync("hold 0", abort.Token);
        await UntilAsync(() => _model.Seen.Contains("hold 0"));
        Assert.Equal(Environment.ProcessorCount - 1, turns.Free);

        await abort.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => held);
        await UntilAsync(() => turns.Free == Environment.ProcessorCount);
        Assert.Equal(HttpStatusCode.OK, await SearchAsync("red", CancellationToken.None));
    }

    [Fact]
    public async Task SmallQuestions_WhileEveryPlaceIsTaken_AreAnswered()
    {
        var turns = await StartAsync();
        await TakeAllPlacesAsync(turns);
        var waiting = Enumerable.Range(0, 50).Select(n => SearchAsync($"red {n}", CancellationToken.None)).ToArray();
        await UntilAsync(() => turns.Waiting == 50);

        foreach (var path in (string[])["session", "library", "facets", "folders", "index"])
        {
            using var answer = await _client!.GetAsync(new Uri($"/api/v1/{path}", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.Equal(50, turns.Waiting);
        _model.Release();
        Assert.All(await Task.WhenAll(waiting), status => Assert.Equal(HttpStatusCode.OK, status));
    }

    [Fact]
    public async Task Search_TwoHundredAtOnce_AllAreAnswered()
    {
        await StartAsync();

        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(n => SearchAsync($"blue {n}", CancellationToken.None)));

        Assert.All(answers, status => Assert.Equal(HttpStatusCode.OK, status));
    }

    private static async Task UntilAsync(Func<bool> condition)
    {
        for (var tries = 0; !condition(); tries++)
        {
            Assert.True(tries < 6_000, "It did not come to that.");
            await Task.Delay(5, TestContext.Current.CancellationToken);
        }
    }

    private async Task<Turns> StartAsync()
    {
        _server = await TestServer.StartAsync(adjust: services => services.AddSingleton<IDualEncoder>(_model));
        _client = await _server.CreateClientAsync();
        return _server.Services.GetRequiredService<Turns>();
    }

    private async Task<Task<HttpStatusCode>[]> TakeAllPlacesAsync(Turns turns)
    {
        var held = Enumerable.Range(0, Environment.ProcessorCount).Select(n => SearchAsync($"hold {n}", CancellationToken.None)).ToArray();
        await UntilAsync(() => turns.Free == 0 && _model.Seen.Count(text => text.StartsWith("hold", StringComparison.Ordinal)) == held.Length);
        return held;
    }

    private async Task<HttpStatusCode> SearchAsync(string text, CancellationToken cancellationToken)
    {
        using var answer = await _client!.GetAsync(new Uri($"/api/v1/search?q={Uri.EscapeDataString(text)}", UriKind.Relative), cancellationToken);
        return answer.StatusCode;
    }
}
