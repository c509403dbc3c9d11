namespace Fovea.Clip;

/// <summary>What a graph takes and gives, read from the file without loading it.</summary>
/// <param name="Path">The file.</param>
/// <param name="Inputs">Inputs that must be fed, in the graph's order; weights are not among them.</param>
/// <param name="Outputs">Outputs in the graph's order.</param>
/// <param name="External">Weights that lie in files beside it; most graphs have none.</param>
internal sealed record OnnxGraph(string Path, IReadOnlyList<OnnxValue> Inputs, IReadOnlyList<OnnxValue> Outputs, IReadOnlyList<ExternalData> External)
{
    /// <summary>Full paths of the files beside it that hold weights of its, sorted.</summary>
    public IReadOnlyList<string> DataFiles { get; private init; } = [];

    /// <summary>Walks the file once.</summary>
    /// <exception cref="ModelException">Not an ONNX graph, cut off, or with weights that are elsewhere or missing.</exception>
    public static OnnxGraph Read(string path)
    {
        var graph = Walk(path);
        return graph with { DataFiles = [.. graph.External.Select(data => data.Find(path).File).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal)] };
    }

    /// <summary>The same; the files beside it need not be there.</summary>
    /// <exception cref="ModelException">Not an ONNX graph, cut off, or with weights that are elsewhere.</exception>
    public static OnnxGraph Walk(string path)
    {
        try
        {
            if (FileHashing.SizeOf(path) == 0) throw ModelError.Damaged(path, "it is empty.");
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 4096);
            Span<byte> start = stackalloc byte[512];
            var read = file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false);
            if (NotAModelFile.Describe(start[..read]) is { } what) throw ModelError.Damaged(path, what);
            file.Position = 0;
            return new OnnxGraphReader(new ProtoReader(file, path), path).Read();
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw ModelError.Unreadable(path, e);
        }
    }
}
