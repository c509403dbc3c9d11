using System.Diagnostics;
using System.Globalization;
using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using Fovea.Vectors;

namespace Fovea.Bench;

/// <summary>One query over all vectors, the best 100: our index beside a brute-force scan with TensorPrimitives.</summary>
internal static class VectorScan
{
    private const int Wanted = 100;

    public static int Run(string[] args)
    {
        var rows = Options.Number(args, "--rows", 100_000);
        var dimensions = Options.Number(args, "--dimensions", 512);
        var rounds = Options.Number(args, "--rounds", 31);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{RuntimeInformation.FrameworkDescription}, {RuntimeInformation.RuntimeIdentifier}, {Environment.ProcessorCount} processors, Vector<float> of {Vector<float>.Count}"));

        var random = new Random(1);
        var singles = new float[rows][];
        var builder = new SegmentIndexFactory().CreateBuilder(new EmbeddingSpace("bench", "bench", "bench", dimensions), rows);
        for (var id = 0; id < rows; id++)
        {
            var halves = UnitVector(random, dimensions);
            singles[id] = [.. halves.Select(h => (float)h)];
            builder.Add(new PhotoId(id), halves);
        }

        using var index = builder.Build();
        var query = UnitVector(random, dimensions).Select(h => (float)h).ToArray();
        var filter = new PhotoBitmap();
        for (var id = 0; id < rows; id += 100) filter.Add(new PhotoId(id));

        // The first search of a process, before the compiler has seen what is worth optimising: what the command line feels.
        var start = Stopwatch.GetTimestamp();
        var ours = index.Search(query, Wanted, null, CancellationToken.None);
        var first = Stopwatch.GetElapsedTime(start).TotalMilliseconds;
        var theirs = TensorPrimitivesScan.Search(singles, query, Wanted);
        var same = ours.Select(o => o.Id.Value).Intersect(theirs.Select(t => t.Id)).Count();

        var times = Rounds.Median(
            rounds,
            () => index.Search(query, Wanted, null, CancellationToken.None),
            () => TensorPrimitivesScan.Search(singles, query, Wanted),
            () => index.Search(query, Wanted, filter, CancellationToken.None));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{rows} x {dimensions}, top {Wanted}, median of {rounds}: ours {times[0]:F2} ms, TensorPrimitives fp32 {times[1]:F2} ms, ratio {times[0] / times[1]:F2}; filter of 1 % {times[2]:F2} ms; first search of the process {first:F1} ms; {same} of {Wanted} results the same"));
        return 0;
    }

    private static Half[] UnitVector(Random random, int dimensions)
    {
        var vector = new float[dimensions];
        for (var i = 0; i < dimensions; i++) vector[i] = random.NextSingle() - 0.5f;
        var norm = TensorPrimitives.Norm(vector);
        return [.. vector.Select(v => (Half)(v / norm))];
    }
}
