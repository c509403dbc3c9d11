using System.Globalization;

namespace Fovea.Bench.Indexing;

/// <summary>Photos a second from files to vectors, of the published program and of what others would write, in turns.</summary>
internal static class IndexBench
{
    private const int StandardSize = 224;

    public static int Run(string[] args)
    {
        if (Options.Text(args, "--program") is not { } program || Options.Text(args, "--model") is not { } model || Options.Text(args, "--photos") is not { } photos)
        {
            Console.Error.WriteLine("index --program FILE --model FOLDER --photos FOLDER [--rounds N] [--size N] [--graph FILE] [--peers FOLDER] [--options TEXT]");
            return 2;
        }

        var size = Options.Number(args, "--size", StandardSize);
        var graph = Options.Text(args, "--graph") ?? Graph(model);
        var source = Options.Text(args, "--peers") ?? Path.Combine("bench", "peers");
        var options = (Options.Text(args, "--options") ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var peers = new IndexPeers(Path.GetFullPath(model), Path.GetFullPath(photos));
        var node = IndexPeers.InstallNode(source);
        using var encoder = new EncodeStage(graph, size);

        var ours = new List<PeerResult>();
        var sharp = new List<PeerResult>();
        var pillow = new List<PeerResult>();
        for (var round = 0; round < Options.Number(args, "--rounds", 3); round++)
        {
            ours.Add(peers.Fovea(program, options));
            sharp.Add(peers.Node(node, graph, size));
            var decoded = peers.Pillow(Path.Combine(source, "pillow.py"), size);
            var encoding = encoder.Seconds(decoded.Photos);
            pillow.Add(decoded with { Seconds = decoded.Seconds + encoding, WholeSeconds = decoded.WholeSeconds + encoding });
        }

        var median = Median(ours, r => r.PhotosPerSecond);
        Line("fovea index", ours, median);
        Line("sharp + onnxruntime-node", sharp, median);
        Line("Pillow in full, then ONNX Runtime", pillow, median);
        return 0;
    }

    private static void Line(string name, List<PeerResult> results, double ours) => Console.WriteLine(string.Create(
        CultureInfo.InvariantCulture,
        $"{name}: {results[0].Photos} photos, {Median(results, r => r.PhotosPerSecond):F1} photos/s ({Median(results, r => r.Photos / r.WholeSeconds):F1} with the start); Fovea is {ours / Median(results, r => r.PhotosPerSecond):F2} times as fast"));

    private static double Median(List<PeerResult> results, Func<PeerResult, double> value) => results.Select(value).Order().ElementAt(results.Count / 2);

    // The graph of the pictures in the layouts of docs/formats/model-folder.md.
    private static string Graph(string model) =>
        ((string[])[Path.Combine(model, "visual", "model.onnx"), Path.Combine(model, "onnx", "vision_model.onnx"), Path.Combine(model, "vision_model.onnx")])
            .FirstOrDefault(File.Exists) ?? throw new FileNotFoundException($"{model} has no graph for pictures in a known place; name it with --graph.");
}
