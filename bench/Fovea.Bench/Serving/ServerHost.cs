using System.Globalization;
using Fovea.Hosting;
using Fovea.Web;

namespace Fovea.Bench.Serving;

/// <summary>The real server without indexing; every line on standard input is answered with the size of the collector's heap.</summary>
internal static class ServerHost
{
    public static async Task<int> RunAsync(string home, int times)
    {
        await using var server = await WebServer.StartAsync(
            new FoveaOptions { Home = home }, new WebServerOptions { Port = 0, StartsIndexing = false }, services => BenchLibrary.Widen(services, times), CancellationToken.None);
        Console.WriteLine(server.OpeningAddress.AbsoluteUri);
        while (await Console.In.ReadLineAsync() is not null)
        {
            var info = GC.GetGCMemoryInfo(GCKind.Any);
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{info.HeapSizeBytes >> 20} MB after the last collection, {info.TotalCommittedBytes >> 20} MB committed, large objects {info.GenerationInfo[3].SizeAfterBytes >> 20} MB, pinned {info.GenerationInfo[4].SizeAfterBytes >> 20} MB; {GC.CollectionCount(2)} full collections"));
        }

        return 0;
    }
}
