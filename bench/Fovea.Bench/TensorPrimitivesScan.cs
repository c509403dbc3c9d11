using System.Numerics.Tensors;

namespace Fovea.Bench;

/// <summary>The peer: what most .NET programs write. fp32 vectors, TensorPrimitives' dot product, a priority queue.</summary>
internal static class TensorPrimitivesScan
{
    public static (long Id, float Score)[] Search(float[][] rows, ReadOnlySpan<float> query, int k)
    {
        var best = new PriorityQueue<long, float>(k + 1);
        for (var id = 0; id < rows.Length; id++)
        {
            var score = TensorPrimitives.Dot(rows[id], query);
            if (best.Count < k) best.Enqueue(id, score);
            else if (best.TryPeek(out _, out var worst) && score > worst) best.EnqueueDequeue(id, score);
        }

        return [.. best.UnorderedItems.Select(i => (i.Element, i.Priority)).OrderByDescending(i => i.Priority).ThenBy(i => i.Element)];
    }
}
