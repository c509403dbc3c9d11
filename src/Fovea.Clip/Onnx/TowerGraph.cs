namespace Fovea.Clip;

/// <summary>The roles of a tower's inputs and outputs, told from names, types and shapes.</summary>
/// <param name="Graph">The graph.</param>
/// <param name="Input">The input for pictures or token ids.</param>
/// <param name="Extras">Other inputs that must be fed.</param>
/// <param name="Output">The output that holds the embedding.</param>
internal sealed record TowerGraph(OnnxGraph Graph, OnnxValue Input, IReadOnlyList<OnnxValue> Extras, OnnxValue Output)
{
    // Best first. A pooled output is an embedding only in models without a projection, so it comes last.
    private static readonly string[] OutputNames =
    [
        "image_embeds", "text_embeds", "image_embedding", "text_embedding", "image_embeddings", "text_embeddings",
        "embedding", "embeddings", "image_features", "text_features", "sentence_embedding", "features", "output", "pooler_output", "pooled_output",
    ];

    /// <summary>Numbers in a vector, when the graph fixes it.</summary>
    public int? Dimensions => Output.Dimension(1);

    /// <summary>How many inputs one run takes, when the graph fixes it.</summary>
    public int? Batch => Input.Dimension(0);

    /// <summary>Tells the roles in an image tower.</summary>
    public static TowerGraph ForImages(OnnxGraph graph, int? dimensions)
    {
        var input = graph.Inputs.FirstOrDefault(IsPicture) ?? throw NoRole(graph, "input", "no input takes pictures (four dimensions, floating point)", graph.Inputs);
        if (input.Dimension(1) is { } channels and not 3)
        {
            throw ModelError.Unsupported(graph.Path, FormattableString.Invariant($"its input {input} has {channels} where the three colour channels should be."), "Use a graph whose input is [batch, 3, height, width].");
        }

        return Create(graph, input, "image", dimensions);
    }

    /// <summary>Tells the roles in a text tower.</summary>
    public static TowerGraph ForTexts(OnnxGraph graph, int? dimensions)
    {
        var whole = graph.Inputs.Where(i => i.Type is OnnxTensorType.Int32 or OnnxTensorType.Int64).ToList();
        var input = whole.FirstOrDefault(i => i.Name.Contains("input_ids", StringComparison.OrdinalIgnoreCase))
            ?? whole.FirstOrDefault(i => TextInputs.RoleOf(i) is null)
            ?? throw NoRole(graph, "input", "no input takes token ids (int32 or int64)", graph.Inputs);
        if (input.Shape is not null && input.Shape.Count != 2)
        {
            throw ModelError.Unsupported(graph.Path, $"its input {input} is not of the shape [batch, tokens].", "Use a graph that takes token ids.");
        }

        return Create(graph, input, "text", dimensions);
    }

    private static bool IsPicture(OnnxValue value) =>
        value.Type is OnnxTensorType.Float or OnnxTensorType.Float16 && (value.Shape?.Count == 4 || (value.Shape is null && value.Name.Contains("pixel", StringComparison.OrdinalIgnoreCase)));

    private static TowerGraph Create(OnnxGraph graph, OnnxValue input, string tower, int? dimensions)
    {
        var candidates = graph.Outputs
            .Where(o => o.Type is OnnxTensorType.Float or OnnxTensorType.Float16 && o.Shape is null or { Count: 2 })
            .Where(o => !o.Name.Contains("hidden_state", StringComparison.OrdinalIgnoreCase) && !o.Name.Contains("logits", StringComparison.OrdinalIgnoreCase))
            .Where(o => !IsOtherTower(o, tower))
            .OrderBy(o => Array.FindIndex(OutputNames, n => n.Equals(o.Name, StringComparison.OrdinalIgnoreCase)) is >= 0 and var rank ? rank : OutputNames.Length - 2.5)
            .ThenBy(o => dimensions is not null && o.Dimension(1) == dimensions ? 0 : 1)
            .ToList();
        return candidates.Count > 0
            ? new TowerGraph(graph, input, [.. graph.Inputs.Where(i => i != input)], candidates[0])
            : throw NoRole(graph, "output", "no output is an embedding ([batch, numbers], floating point)", graph.Outputs);
    }

    private static bool IsOtherTower(OnnxValue output, string tower) =>
        output.Name.StartsWith(tower == "image" ? "text" : "image", StringComparison.OrdinalIgnoreCase);

    private static ModelException NoRole(OnnxGraph graph, string role, string what, IReadOnlyList<OnnxValue> values) => ModelError.Unsupported(
        graph.Path, $"{what}; its {role}s are {(values.Count == 0 ? "none" : string.Join(", ", values))}.", "Use a graph exported with its projection (image_embeds, text_embeds).");
}
