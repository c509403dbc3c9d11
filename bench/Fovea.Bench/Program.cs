using System.Globalization;
using Fovea.Bench;
using Fovea.Bench.Encoding;
using Fovea.Bench.Indexing;
using Fovea.Bench.Photos;
using Fovea.Bench.Rescanning;
using Fovea.Bench.Serving;
using Fovea.Bench.Starting;
using Fovea.Bench.Vectors;

return args switch
{
    ["vectors", .. var rest] => VectorBench.Run(rest),
    ["thumbnails", var folder, .. var rest] => ThumbnailCost.Run(folder, Options.Number(rest, "--size", 224), Options.Number(rest, "--rounds", 7)),
    ["isolation", var folder, .. var rest] => IsolationCost.Run(folder, Options.Number(rest, "--size", 224), Options.Number(rest, "--rounds", 7)),
    [IsolationCost.ServeDecoder] => IsolationCost.Serve(),
    ["index", .. var rest] => IndexBench.Run(rest),
    ["rescan", .. var rest] => RescanBench.Run(rest),
    ["make-photos", .. var rest] => MakePhotos.Run(rest),
    ["store", .. var rest] => StoreBench.Run(rest),
    ["cold", .. var rest] => ColdBench.Run(rest),
    ["encode", .. var rest] => EncodeBench.Run(rest),
    ["serve", .. var rest] => await ServeBench.RunAsync(rest),
    ["serve-host", var home, var times] => await ServerHost.RunAsync(home, int.Parse(times, CultureInfo.InvariantCulture)),
    _ => Usage(),
};

static int Usage()
{
    Console.Error.WriteLine("""
        Usage: dotnet run -c Release --project bench/Fovea.Bench -- vectors [--data random|clusters|cone|real|real-like] [--rows N,N...] [--dimensions N]
                      [--k N,N...] [--filters PERCENT,PERCENT...] [--rounds N] [--peers tensor,faiss] [--python FILE] [--cache FOLDER] [--bandwidth GB/S]
                      [--photos FOLDER [--captions FILE] [--model FOLDER]] [--stored FOLDER]
               (vectors: real and real-like are made after what the model gives for the photos; made vectors are kept in the cache, 10 million of 512
               numbers take 10 GB; filters are tried with the first K; "× [n]" is a line's median divided by that of peer n; the memory's speed is
               measured unless --bandwidth says it; FAISS needs a Python that has it, and for several queries at once an optimised BLAS, such as
               Debian's libopenblas0-pthread)
               dotnet run -c Release --project bench/Fovea.Bench -- store [--photos N] [--times N] [--rounds N]
               (store: an index from the catalog, to files and back, for N generated photos with N times the starter's numbers)
               dotnet run -c Release --project bench/Fovea.Bench -- cold --programs FILE,FILE... [--photos N] [--rounds N]
               (cold: searches, each in a new process of a published program, over N generated photos)
               dotnet run -c Release --project bench/Fovea.Bench -- thumbnails FOLDER [--size N] [--rounds N]
               dotnet run -c Release --project bench/Fovea.Bench -- isolation FOLDER [--size N] [--rounds N]
               dotnet run -c Release --project bench/Fovea.Bench -- encode --model DIR [--rounds N] [--seconds N] [--threads N]
               dotnet run -c Release --project bench/Fovea.Bench -- serve [--photos N] [--times N] [--requests N] [--folder FOLDER] [--program FILE] [--as-is]
               (serve: over N generated photos with N times the starter's numbers; with --program the published program; --as-is: over the library
               that is in the folder, which is not opened here, so that an older program can be measured)
               dotnet run -c Release --project bench/Fovea.Bench -- index --program FILE --model FOLDER --photos FOLDER [--rounds N] [--options TEXT]
               (index: the published program beside bench/peers; needs node, npm and /usr/bin/python3 with Pillow and numpy)
               dotnet run -c Release --project bench/Fovea.Bench -- rescan --program FILE [--files N] [--rounds N] [--folder FOLDER]
               dotnet run -c Release --project bench/Fovea.Bench -- make-photos --from FOLDER --out FOLDER [--count N] [--megapixels N] [--kind KIND]
        Prints our time and a peer's, taken in turns in one run, and their ratio (below 1: we are faster).
        """);
    return 2;
}
