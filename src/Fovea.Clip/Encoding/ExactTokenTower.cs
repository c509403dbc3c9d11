using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>A text tower that <see cref="TextGraphBuilder"/> built: texts of one length run together, and nothing is padded.</summary>
internal sealed class ExactTokenTower(TowerGraph graph, EncoderOptions options) : ITokenTower
{
    private readonly OnnxTower _tower = new(graph, options.IntraOpThreads, GraphOptimizationLevel.ORT_ENABLE_BASIC);

    public IEnumerable<IReadOnlyList<int>> Batches(IReadOnlyList<IReadOnlyList<int>> texts) =>
        Enumerable.Range(0, texts.Count).GroupBy(i => texts[i].Count).SelectMany(group => group.Chunk(options.BatchSize));

    public float[] Run(IReadOnlyList<IReadOnlyList<int>> texts)
    {
        var length = texts[0].Count;
        var ids = new long[texts.Count * length];
        for (var i = 0; i < ids.Length; i++) ids[i] = texts[i / length][i % length];
        using var value = OrtValue.CreateTensorValueFromMemory(ids, [texts.Count, length]);
        return _tower.Run(new Dictionary<string, OrtValue> { [graph.Input.Name] = value }, texts.Count);
    }

    public void Dispose() => _tower.Dispose();
}
