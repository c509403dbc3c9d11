using Microsoft.ML.OnnxRuntime;

namespace Fovea.Clip;

/// <summary>A CLIP model's text tower on ONNX Runtime, with its tokenizer.</summary>
/// <remarks>Thread-safe. Do not dispose while a call runs.</remarks>
public sealed class TextEncoder : ITextEncoder
{
    private readonly OnnxTower _tower;
    private readonly TowerGraph _graph;
    private readonly BatchPlan _plan;
    private readonly (int Height, int Width) _picture;

    internal TextEncoder(TowerGraph graph, ClipTokenizer tokenizer, (int Height, int Width) picture, int? dimensions, EncoderOptions options)
    {
        _graph = graph;
        _picture = picture;
        Tokenizer = tokenizer;
        foreach (var extra in graph.Extras)
        {
            if (TextInputs.RoleOf(extra) is null)
            {
                throw ModelError.Unsupported(graph.Graph.Path, $"its input {extra} is unknown.", "Use a graph with input_ids and, at most, an attention mask.");
            }
        }

        _plan = new BatchPlan(graph.Batch, options.BatchSize);
        _tower = new OnnxTower(graph, options);
        try
        {
            Dimensions = dimensions ?? Run([tokenizer.Tokenize("").Ids]).Length / _plan.Rows(1);
        }
        catch
        {
            _tower.Dispose();
            throw;
        }
    }

    /// <inheritdoc />
    public int Dimensions { get; }

    /// <summary>The tokenizer.</summary>
    public ClipTokenizer Tokenizer { get; }

    /// <inheritdoc />
    public TokenizedText Tokenize(string text) => Tokenizer.Tokenize(text);

    /// <inheritdoc />
    public TextEmbedding Encode(string text, CancellationToken cancellationToken)
    {
        var tokens = Tokenize(text);
        var vector = new float[Dimensions];
        EncodeTokens([tokens.Ids], vector, cancellationToken);
        return new TextEmbedding(vector, tokens.Truncated);
    }

    /// <summary>Encodes texts that are already tokens: start … end, without padding.</summary>
    /// <param name="texts">The ids, at most the model's context each.</param>
    /// <param name="embeddings"><c>[texts.Count, Dimensions]</c>, row-major.</param>
    /// <param name="cancellationToken">Checked before each batch.</param>
    /// <exception cref="ArgumentException">A text is too long or the output has the wrong length.</exception>
    /// <exception cref="EncodingException">The model failed or gave a vector that cannot be used.</exception>
    public void EncodeTokens(IReadOnlyList<IReadOnlyList<int>> texts, Span<float> embeddings, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(texts);
        if (embeddings.Length != texts.Count * Dimensions) throw new ArgumentException("The output has the wrong length.", nameof(embeddings));
        if (texts.Any(t => t.Count > Tokenizer.ContextLength))
        {
            throw new ArgumentException(FormattableString.Invariant($"A text has more than {Tokenizer.ContextLength} tokens."), nameof(texts));
        }

        for (var start = 0; start < texts.Count; start += _plan.Full)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var batch = texts.Skip(start).Take(_plan.Full).ToList();
            var raw = Run(batch);
            for (var i = 0; i < batch.Count; i++)
            {
                UnitVector.Normalise(raw.AsSpan(i * Dimensions, Dimensions), embeddings.Slice((start + i) * Dimensions, Dimensions), start + i);
            }
        }
    }

    /// <inheritdoc />
    public void Dispose() => _tower.Dispose();

    private float[] Run(List<IReadOnlyList<int>> texts)
    {
        var rows = _plan.Rows(texts.Count);
        var context = Tokenizer.ContextLength;
        var ids = new long[rows * context];
        var mask = new long[rows * context];
        Array.Fill(ids, Tokenizer.PadToken);
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
            return Dimensions == 0 || raw.Length == rows * Dimensions
                ? raw
                : throw new EncodingException(-1, FormattableString.Invariant($"{_graph.Graph.Path} gave {raw.Length / rows} numbers instead of {Dimensions}. Use the files of one and the same model."));
        }
        finally
        {
            foreach (var value in inputs.Values) value.Dispose();
        }
    }

    private OrtValue Extra(OnnxValue extra, long[] mask, int rows)
    {
        var context = Tokenizer.ContextLength;
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
