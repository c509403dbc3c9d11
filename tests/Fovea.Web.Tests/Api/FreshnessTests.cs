using System.Text.Json;
using Fovea.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Web.Tests.Api;

/// <summary>What is kept between requests never outlives a change, whoever makes it.</summary>
public sealed class FreshnessTests
{
    [Fact]
    public async Task EveryAnswer_AfterAnotherProcessChangedTheLibrary_IsNew()
    {
        await using var server = await TestServer.StartAsync();
        using var client = await server.CreateClientAsync();
        await using var other = new ServiceCollection()
            .AddFovea(new FoveaOptions { Home = server.Services.GetRequiredService<DataFolder>().Path }).BuildServiceProvider();
        var catalog = other.GetRequiredService<IPhotoCatalog>();
        var root = catalog.AddRoot(server.Photos).Id;
        for (var count = 1; count <= 5; count++)
        {
            catalog.Commit("fake", [Photo(root, count)]);

            Assert.Equal(count, (await ReadAsync(client, "library")).GetProperty("totals").GetProperty("indexed").GetInt32());
            Assert.Equal(count, (await ReadAsync(client, "facets")).GetProperty("total").GetInt32());
            Assert.Equal(count, (await ReadAsync(client, "folders")).GetProperty("items")[0].GetProperty("count").GetInt32());
            Assert.Equal(count, (await ReadAsync(client, "search?q=")).GetProperty("items").GetArrayLength());
            var found = await ReadAsync(client, "search?q=red");
            Assert.Equal(count, found.GetProperty("items").GetArrayLength());
            var layout = await client.GetByteArrayAsync(
                new Uri($"/api/v1/sets/{found.GetProperty("set").GetString()}/layout", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(16 + (17 * count), layout.Length);
        }

        catalog.Commit("fake", [new CatalogChange.Favourite(new PhotoId(2), true), new CatalogChange.Removed(new PhotoId(3))]);

        var facets = await ReadAsync(client, "facets");
        Assert.Equal((4, 1), (facets.GetProperty("total").GetInt32(), facets.GetProperty("favourites").GetInt32()));
        Assert.Equal(4, (await ReadAsync(client, "search?q=red")).GetProperty("items").GetArrayLength());
        Assert.DoesNotContain((await ReadAsync(client, "search?q=")).GetProperty("items").EnumerateArray(), item => item.GetProperty("id").GetInt64() == 3);
    }

    private static CatalogChange.Indexed Photo(RootId root, int number) => new()
    {
        Root = root,
        Path = $"{number}.jpg",
        Stamp = new FileStamp(1, number),
        Hash = new ContentHash((UInt128)number),
        Metadata = new PhotoMetadata { Format = PhotoFormat.Jpeg, Width = 30, Height = 20 },
        Space = new FakeDualEncoder().Space,
        Vector = new Half[] { (Half)1, default, default, default },
    };

    private static async Task<JsonElement> ReadAsync(HttpClient client, string path) => JsonSerializer.Deserialize<JsonElement>(
        await client.GetByteArrayAsync(new Uri($"/api/v1/{path}", UriKind.Relative), TestContext.Current.CancellationToken));
}
