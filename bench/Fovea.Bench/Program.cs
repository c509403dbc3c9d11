using System.Globalization;
using Fovea.Bench;
using Fovea.Bench.Encoding;
using Fovea.Bench.Serving;

return args switch
{
    ["vectors", .. var rest] => VectorScan.Run(rest),
    ["thumbnails", var folder, .. var rest] => ThumbnailCost.Run(folder, Options.Number(rest, "--size", 224), Options.Number(rest, "--rounds", 7)),
    ["encode", .. var rest] => EncodeBench.Run(rest),
    ["serve", .. var rest] => await ServeBench.RunAsync(rest),
    ["serve-host", var home, var times] => await ServerHost.RunAsync(home, int.Parse(times, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project bench/Fovea.Bench -- vectors [--rows N] [--dimensions N] [--rounds N]
               dotnet run -c Release --project bench/Fovea.Bench -- thumbnails FOLDER [--size N] [--rounds N]
               dotnet run -c Release --project bench/Fovea.Bench -- encode --model DIR [--rounds N] [--seconds N] [--threads N]
               dotnet run -c Release --project bench/Fovea.Bench -- serve [--photos N] [--times N] [--requests N] [--folder FOLDER] [--program FILE] [--as-is]
               (serve: over N generated photos with N times the starter's numbers; with --program the published program; --as-is: over the library
               that is in the folder, which is not opened here, so that an older program can be measured)
        Prints our time and a peer's, taken in turns in one run, and their ratio (below 1: we are faster).
        """);
    return 2;
}
