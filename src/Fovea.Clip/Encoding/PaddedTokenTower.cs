using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>A text tower as it was published: every text is padded to the context.</summary>
internal sealed class PaddedTokenTower : ITokenTower
{
    private readonly OnnxTower _tower;
    private readonly TowerGraph _graph;
    private readonly TextTokenizer _tokenizer;
    private readonly BatchPlan _plan;
    private readonly (int Height, int Width) _picture;

    public PaddedTokenTower(TowerGraph graph, TextTokenizer tokenizer, (int Height, int Width) picture, EncoderOptions options)
    {
        _graph = graph;
        _tokenizer = tokenizer;
        _picture = picture;
        foreach (var extra in graph.Extras)
        {
            if (TextInputs.RoleOf(extra) is null)
            {
                throw ModelError.Unsupported(graph.Graph.Path, $"its input {extra} is unknown.", "Use a graph with input_ids and, at most, an attention mask.");
            }
        }

        _plan = new BatchPlan(graph.Batch, options.BatchSize);
        _tower = new OnnxTower(graph, options.IntraOpThreads, options.Level);
    }

    public IEnumerable<IReadOnlyList<int>> Batches(IReadOnlyList<IReadOnlyList<int>> texts) => Enumerable.Range(0, texts.Count).Chunk(_plan.Full);

    public float[] Run(IReadOnlyList<IReadOnlyList<int>> texts)
    {
        var rows = _plan.Rows(texts.Count);
        var context = _tokenizer.ContextLength;
        var ids = new long[rows * context];
        var mask = new long[rows * context];
        Array.Fill(ids, _tokenizer.PadToken);
        for (var row = 0; row < rows; row++)
        {
            // Padding rows repeat the last text: a row without an end token has no defined result.
            var text = texts[Math.Min(row, texts.Count - 1)];
            for (var i = 0; i < text.Count; i++)
            {
                ids[(row * context) + i] = text[i];
                mask[(row * context) + i] = 1;
            }
        }

        var inputs = new Dictionary<string, OrtValue>(StringComparer.Ordinal);
        try
        {
            inputs.Add(_graph.Input.Name, TensorInput.FromIntegers(_graph, _graph.Input, ids, [rows, context]));
            foreach (var extra in _graph.Extras) inputs.Add(extra.Name, Extra(extra, mask, rows));
            var raw = _tower.Run(inputs, rows);
            return raw[..(raw.Length / rows * texts.Count)];
        }
        finally
        {
            foreach (var value in inputs.Values) value.Dispose();
        }
    }

    public void Dispose() => _tower.Dispose();

    private OrtValue Extra(OnnxValue extra, long[] mask, int rows)
    {
        var context = _tokenizer.ContextLength;
        switch (TextInputs.RoleOf(extra))
        {
            case TextInputRole.AttentionMask:
                return TensorInput.FromIntegers(_graph, extra, mask, [rows, context]);
            case TextInputRole.Positions:
                var batch = extra.Dimension(0) ?? rows;
                return TensorInput.FromIntegers(_graph, extra, [.. Enumerable.Range(0, batch * context).Select(i => (long)(i % context))], [batch, context]);
            case TextInputRole.Picture:
                var pictures = extra.Dimension(0) ?? 1;
                long[] shape = [pictures, 3, extra.Dimension(2) ?? _picture.Height, extra.Dimension(3) ?? _picture.Width];
                return TensorInput.FromFloats(extra, new float[shape.Aggregate((a, b) => a * b)], shape);
            default:
                return TensorInput.FromIntegers(_graph, extra, new long[rows * context], [rows, context]);
        }
    }
}
