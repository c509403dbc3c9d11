using System.Net;
using System.Text.Json;
using Fovea.Engine.Indexing;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Web.Tests.Live;

/// <summary>GET /events.</summary>
public sealed class EventTests
{
    [Fact]
    public async Task Stream_BeginsWithWhereThingsStandAndTellsWhatChanges()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        using var stream = await EventStream.OpenAsync(api);

        Assert.Equal("idle", (await stream.NextAsync("index")).GetProperty("state").GetString());
        var revision = (await stream.NextAsync("library")).GetProperty("revision").GetInt64();
        api.Folder.Write("photos/new.png", TestPicture.Solid(9, 9, 9));
        await api.SendAsync("POST", "/index", "{}", 202);

        var seen = new List<(string Event, JsonElement Data)>();
        do seen.Add(await stream.ReadAsync());
        while (seen[^1] is not ("index", var data) || data.GetProperty("state").GetString() != "idle" || data.GetProperty("last").GetProperty("new").GetInt32() != 1);
        var revisions = seen.Where(one => one.Event == "index").Select(one => one.Data.GetProperty("revision").GetInt64()).ToList();
        Assert.Equal(revisions.Order(), revisions);
        if (seen.FirstOrDefault(one => one.Event == "library") is not ("library", var library)) library = await stream.NextAsync("library");
        Assert.True(library.GetProperty("revision").GetInt64() > revision);
    }

    [Theory]
    [InlineData("favourite")]
    [InlineData("root")]
    public async Task Change_OfTheLibrary_IsTold(string what)
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        using var stream = await EventStream.OpenAsync(api);
        var before = (await stream.NextAsync("library")).GetProperty("revision").GetInt64();

        if (what == "favourite") await api.SendAsync("POST", "/photos/favourite", new { ids = new[] { await api.IdAsync("red.png") }, favourite = true });
        else await api.SendAsync("DELETE", $"/library/roots/{(await api.GetAsync("/library")).GetProperty("roots")[0].GetProperty("id")}", null, 204);

        Assert.True((await stream.NextAsync("library")).GetProperty("revision").GetInt64() > before);
    }

    [Fact]
    public async Task Stream_OpenedAgain_SaysWhereThingsStandNow()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        long first;
        using (var stream = await EventStream.OpenAsync(api)) first = (await stream.NextAsync("library")).GetProperty("revision").GetInt64();
        await api.SendAsync("POST", "/photos/favourite", new { ids = new[] { await api.IdAsync("red.png") }, favourite = true });

        using var again = await EventStream.OpenAsync(api, ("Last-Event-ID", "1"));

        Assert.True((await again.NextAsync("library")).GetProperty("revision").GetInt64() > first);
    }

    [Fact]
    public async Task Streams_EndWhenTheServerStops()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        using var stream = await EventStream.OpenAsync(api);
        await stream.NextAsync("library");

        await api.Server.StopAsync();

        Assert.True(await stream.EndsAsync());
    }

    [Fact]
    public async Task Streams_InGreatNumber_AreBoundedAndCleanedUp()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours);
        var job = api.Server.Services.GetRequiredService<IndexJob>();

        // As many as there may be get what they ask for, the others are told so, and the rest of the server answers meanwhile.
        var streams = await Task.WhenAll(Enumerable.Range(0, 300).Select(_ => EventStream.TryOpenAsync(api)));
        Assert.Equal(128, streams.Count(stream => stream.Stream is not null));
        Assert.All(streams.Where(stream => stream.Stream is null), stream => Assert.Equal(HttpStatusCode.ServiceUnavailable, stream.Status));
        var open = streams.Select(stream => stream.Stream).OfType<EventStream>().ToList();
        for (var round = 0; round < 3; round++)
        {
            await api.RefusesAsync(503, "busy", "GET", "/events");
            await api.GetAsync("/search?q=red");
            foreach (var stream in open) await stream.NextAsync("library");
            await api.SendAsync("POST", "/index", "{}", 202);
            foreach (var stream in open) await stream.NextAsync("index");
            await api.UntilIdleAsync();

            // Those that go away make room, every one of them.
            open.ForEach(stream => stream.Dispose());
            open.Clear();
            while (open.Count < 128)
            {
                if ((await EventStream.TryOpenAsync(api)).Stream is { } next) open.Add(next);
                else await Task.Delay(20, TestContext.Current.CancellationToken);
            }
        }

        open.ForEach(stream => stream.Dispose());
        Assert.Equal(IndexJobState.Idle, job.Status.State);
    }
}
