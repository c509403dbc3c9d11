using Fovea.Bench;

return args switch
{
    ["vectors", .. var rest] => VectorScan.Run(rest),
    ["thumbnails", var folder, .. var rest] => ThumbnailCost.Run(folder, Options.Number(rest, "--size", 224), Options.Number(rest, "--rounds", 7)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project bench/Fovea.Bench -- vectors [--rows N] [--dimensions N] [--rounds N]
               dotnet run -c Release --project bench/Fovea.Bench -- thumbnails FOLDER [--size N] [--rounds N]
        Prints our time and a peer's, taken in turns in one run, and their ratio (below 1: we are faster).
        """);
    return 2;
}
