using System.Globalization;
using Fovea.Clip;

namespace Fovea.Bench.Encoding;

/// <summary>Pictures a second and milliseconds a text of a model, beside its published graphs run as most programs would.</summary>
internal static class EncodeBench
{
    private const int Batch = 8;

    public static int Run(string[] args)
    {
        var folder = Options.Text(args, "--model");
        if (folder is null)
        {
            Console.Error.WriteLine("Name a model folder: encode --model DIR");
            return 2;
        }

        var rounds = Options.Number(args, "--rounds", 7);
        var length = TimeSpan.FromSeconds(Options.Number(args, "--seconds", 2));
        var threads = Options.Number(args, "--threads", Environment.ProcessorCount);
        using var model = ClipModel.Open(folder, new ClipModelOptions { Encoder = new EncoderOptions { Lanes = threads, IntraOpThreads = threads } });
        Console.WriteLine(model.Optimized is null ? $"{model.Name}, as it was published. {model.OptimizationProblem ?? "'fovea models optimize' has not been run."}" : $"{model.Name}, optimised");

        Pictures(model, rounds, length, threads);
        Texts(model, rounds, threads);
        return 0;
    }

    private static void Pictures(ClipModel model, int rounds, TimeSpan length, int threads)
    {
        using var together = new PublishedTower(model.Folder.ImageTower, threads, Batch);
        using var apart = new PublishedTower(model.Folder.ImageTower, 1, Batch);
        var rates = new (string Name, Func<Rate> Measure)[]
        {
            ("published, 1 caller, all threads", () => Rate.Of(1, length, _ => together.Encode())),
            ("published, 1 caller a thread", () => Rate.Of(threads, length, _ => apart.Encode())),
            ("Fovea, 1 caller a thread", () => Rate.Of(threads, length, Encoder(model, Batch))),
            ("Fovea, 1 caller", () => Rate.Of(1, length, Encoder(model, Batch))),
            ("Fovea, 1 caller, 1 picture", () => Rate.Of(1, length, Encoder(model, 1))),
        };
        var measured = rates.Select(_ => new List<Rate>()).ToArray();
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < rates.Length; i++) measured[i].Add(rates[i].Measure());
        }

        var medians = measured.Select(Rate.Median).ToArray();
        var peer = medians.Take(2).MaxBy(r => r.PerSecond)!;
        var peerCost = medians.Take(2).Min(r => r.Processor);
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{"pictures",-36}{"a second",10}{"× peer",9}{"processor ms",14}{"× peer",9}   (peer: the better of the published two; median of {rounds}, {threads} threads)"));
        for (var i = 0; i < rates.Length; i++)
        {
            Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"{rates[i].Name,-36}{medians[i].PerSecond,10:F1}{medians[i].PerSecond / peer.PerSecond,9:F2}{medians[i].Processor,14:F2}{peerCost / medians[i].Processor,9:F2}"));
        }
    }

    private static Func<int, int> Encoder(ClipModel model, int count)
    {
        var (images, spec) = (model.Images, model.Preprocessing);
        var tiles = new ThreadLocal<PixelTile[]>(() => [.. Enumerable.Range(0, count).Select(seed => Noise(spec, seed))]);
        return _ =>
        {
            images.Encode(tiles.Value!, new float[count * images.Dimensions], CancellationToken.None);
            return count;
        };
    }

    private static PixelTile Noise(PreprocessSpec spec, int seed)
    {
        var tile = new PixelTile(spec.Width, spec.Height);
        new Random(seed).NextBytes(tile.Pixels);
        return tile;
    }

    private static void Texts(ClipModel model, int rounds, int threads)
    {
        const string Text = "a brown dog running on the beach at sunset";
        using var published = ClipModel.Open(model.Folder.Path, new ClipModelOptions { UseOptimized = false, Encoder = new EncoderOptions { IntraOpThreads = threads } });
        var (ours, theirs) = (model.Texts, published.Texts);
        var times = Rounds.Median(
            rounds * 5, () => theirs.Encode(Text, CancellationToken.None), () => ours.Encode(Text, CancellationToken.None));
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"one text of {ours.Tokenize(Text).Ids.Count} tokens, {threads} threads: published {times[0]:F2} ms, Fovea {times[1]:F2} ms, ratio {times[1] / times[0]:F2}"));
    }
}
