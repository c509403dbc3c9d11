using System.Globalization;
using System.Net;
using Fovea.Engine.Pictures;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Fovea.Web.Tests.Live;

/// <summary>Many at once.</summary>
[Collection(nameof(LoadTests))]
[CollectionDefinition(nameof(LoadTests), DisableParallelization = true)]
public sealed class LoadTests
{
    private const int AtOnce = 200;
    private const int Rounds = 6;
    private const long Slack = 24L << 20;

    private static readonly string[] Colours = ["red", "green", "blue", "yellow", "white", "black"];

    [Fact]
    public async Task Searches_InGreatNumberWhileIndexing_AreAllAnsweredAlike()
    {
        await using var api = await ApiServer.StartAsync(folder => Draw(folder, "photos/a", 0, 60));
        var expected = new Dictionary<string, List<string>>();
        foreach (var query in Queries().Distinct()) expected[query] = ApiServer.Names(await api.GetAsync("/search?" + query + Inside(api)));

        // The photos that come meanwhile are in another folder: what is asked for does not change, and every search sees it whole.
        Draw(api.Folder, "photos/b", 1000, 150);
        await api.SendAsync("POST", "/index", "{}", 202);
        var memory = new List<long>();
        for (var round = 0; round < Rounds; round++)
        {
            var answers = await Task.WhenAll(Queries().Select(async query => (Query: query, Names: ApiServer.Names(await api.GetAsync("/search?" + query + Inside(api))))));

            Assert.Equal(AtOnce, answers.Length);
            Assert.All(answers, answer => Assert.Equal(expected[answer.Query], answer.Names));
            if (round == 0) await api.UntilIdleAsync();
            memory.Add(GC.GetTotalMemory(forceFullCollection: true));
        }

        // The second round has everything that is kept (answers, texts, connections); from then on nothing grows.
        Assert.True(memory[^1] < memory[1] + Slack, string.Join(", ", memory));
        Assert.Equal(210, (await api.GetAsync("/library")).GetProperty("totals").GetProperty("indexed").GetInt32());
    }

    [Fact]
    public async Task Searches_AllDifferent_AreAllAnswered()
    {
        await using var api = await ApiServer.StartAsync(folder => Draw(folder, "photos/a", 0, 60));

        var answers = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async i =>
        {
            var query = string.Create(CultureInfo.InvariantCulture, $"{Colours[i % Colours.Length]} w{i}");
            var answer = await api.GetAsync("/search?limit=10&q=" + Uri.EscapeDataString(query));
            Assert.Equal(query, answer.GetProperty("query").GetString());
            return answer.GetProperty("set").GetString();
        }));

        Assert.Equal(AtOnce, answers.Distinct().Count());
    }

    [Fact]
    public async Task Pictures_InGreatNumber_AreDecodedAFewAtATime()
    {
        var counting = new CountingRenderer();
        await using var api = await ApiServer.StartAsync(
            folder => Draw(folder, "photos/a", 0, 30),
            services =>
            {
                services.RemoveAll<PhotoPicturesOptions>();
                services.AddSingleton(new PhotoPicturesOptions { Decodes = 2, CacheBytes = 0 });
                var real = services.Last(service => service.ServiceType == typeof(IPictureRenderer));
                services.AddSingleton<IPictureRenderer>(_ => counting.Over((IPictureRenderer)real.ImplementationInstance!));
            });
        var ids = (await api.GetAsync("/search?limit=500")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()).ToList();

        var statuses = await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async i =>
        {
            using var answer = await api.RawAsync("GET", string.Create(CultureInfo.InvariantCulture, $"/photos/{ids[i % ids.Count]}/picture?size={512 + (i % 7)}"));
            return answer.StatusCode;
        }));

        Assert.All(statuses, status => Assert.Equal(HttpStatusCode.OK, status));
        Assert.InRange(counting.MostAtOnce, 1, 2);
        Assert.InRange(counting.All, ids.Count, AtOnce);
    }

    [Fact]
    public async Task Pictures_ThatNobodyWaitsFor_DoNotHoldTheOthersUp()
    {
        await using var api = await ApiServer.StartAsync(folder => Draw(folder, "photos/a", 0, 30));
        var ids = (await api.GetAsync("/search?limit=500")).GetProperty("items").EnumerateArray().Select(item => item.GetProperty("id").GetInt64()).ToList();
        using var gone = new CancellationTokenSource();
        var begun = ids.Select(id => api.Client.GetAsync(new Uri($"/api/v1/photos/{id}/picture", UriKind.Relative), gone.Token)).ToList();
        await gone.CancelAsync();
        foreach (var one in begun) await Task.WhenAny(one);

        foreach (var id in ids) Assert.NotEmpty(await api.BytesAsync($"/photos/{id}/picture"));
    }

    private static IEnumerable<string> Queries() => Enumerable.Range(0, AtOnce).Select(i => (i % 20) switch
    {
        < 6 => $"q={Colours[i % 6]}&limit=50&weak=true",
        < 12 => $"q={Colours[i % 6]}%20{Colours[(i + 1) % 6]}&limit=50&weak=true",
        < 18 => $"term=1,text:{Colours[i % 6]}&term=-0.5,text:{Colours[(i + 2) % 6]}&limit=50&weak=true",
        18 => "limit=50&shape=landscape",
        _ => "limit=50",
    });

    private static string Inside(ApiServer api) => "&folder=" + Uri.EscapeDataString(api["a"]);

    private static void Draw(TempFolder folder, string below, int first, int count)
    {
        for (var i = first; i < first + count; i++)
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"{below}/{i:0000}.png");
            folder.Write(name, TestPicture.Solid((byte)(i * 97 % 256), (byte)(i * 57 % 256), (byte)(i * 31 % 256), 120, 90, name));
            File.SetLastWriteTimeUtc(folder[name], new DateTime(2015, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddHours(i));
        }
    }

    private sealed class CountingRenderer : IPictureRenderer
    {
        private IPictureRenderer? _real;
        private int _now;
        private int _most;
        private int _all;

        public int MostAtOnce => _most;

        public int All => _all;

        public CountingRenderer Over(IPictureRenderer real)
        {
            _real = real;
            return this;
        }

        public byte[] ToPng(PixelTile tile) => _real!.ToPng(tile);

        public PhotoPreview Preview(PhotoSource source, ThumbnailSpec size, PictureFormat format, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _all);
            var now = Interlocked.Increment(ref _now);
            for (var most = _most; now > most; most = _most) Interlocked.CompareExchange(ref _most, now, most);
            try
            {
                return _real!.Preview(source, size, format, cancellationToken);
            }
            finally
            {
                Interlocked.Decrement(ref _now);
            }
        }
    }
}
