using System.Collections.Concurrent;
using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>
/// An image tower whose graph takes pictures as numbers of one type. Thread-safe. Input buffers are kept for reuse, one for each run at
/// the same time.
/// </summary>
internal abstract class PictureTower<T> : IPictureTower
    where T : unmanaged
{
    private readonly OnnxTower _tower;
    private readonly BatchPlan _plan;
    private readonly ConcurrentBag<T[]> _buffers = [];

    /// <summary>Loads the graph.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="options">Threads and batch.</param>
    /// <param name="level">What ONNX Runtime may change in the graph.</param>
    /// <param name="device">What computes it.</param>
    protected PictureTower(TowerGraph graph, EncoderOptions options, GraphOptimizationLevel level, ComputeDevice device)
    {
        Graph = graph;
        _plan = new BatchPlan(graph.Batch, options.BatchSize);
        _tower = new OnnxTower(graph, options.Lanes > 1 ? 1 : options.IntraOpThreads, level, device);
    }

    public int Batch => _plan.Full;

    protected TowerGraph Graph { get; }

    /// <summary>Numbers of one picture.</summary>
    protected abstract int Length { get; }

    public float[] Run(IReadOnlyList<PixelTile> tiles, int start, int count) =>
        Run(count, buffer =>
        {
            for (var i = 0; i < count; i++) Fill(tiles[start + i].Pixels, buffer.AsSpan(i * Length, Length));
        });

    public void Dispose() => _tower.Dispose();

    /// <summary>Runs one batch that <paramref name="fill"/> writes into a buffer.</summary>
    protected float[] Run(int count, Action<T[]> fill)
    {
        var buffer = _buffers.TryTake(out var kept) ? kept : GC.AllocateUninitializedArray<T>(Batch * Length);
        var inputs = new Dictionary<string, OrtValue>(StringComparer.Ordinal);
        try
        {
            fill(buffer);

            // Zeros are neutral also for graphs that quantise over the whole batch.
            var rows = _plan.Rows(count);
            buffer.AsSpan(count * Length, (rows - count) * Length).Clear();
            Feed(inputs, buffer.AsMemory(0, rows * Length), rows);
            var raw = _tower.Run(inputs, rows);
            return rows == count ? raw : raw[..(raw.Length / rows * count)];
        }
        finally
        {
            foreach (var value in inputs.Values) value.Dispose();
            _buffers.Add(buffer);
        }
    }

    /// <summary>Writes one picture as the graph wants it.</summary>
    protected abstract void Fill(ReadOnlySpan<byte> pixels, Span<T> numbers);

    /// <summary>Adds every input of the graph.</summary>
    protected abstract void Feed(Dictionary<string, OrtValue> inputs, Memory<T> numbers, int rows);
}
