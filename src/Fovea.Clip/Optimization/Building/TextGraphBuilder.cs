namespace Fovea.Clip;

/// <summary>
/// Builds a text tower that takes texts of one length without padding: <c>ids</c> int64 <c>[n, t]</c>, start … end. What follows the end
/// token cannot reach it through the causal mask, so nothing need be computed for it.
/// </summary>
internal static class TextGraphBuilder
{
    public const string InputName = "ids";

    /// <summary>Builds the graph.</summary>
    /// <param name="tower">The weights.</param>
    /// <param name="plan">The form of each layer.</param>
    /// <param name="halfTable">Whether the tokens' table is kept in half precision.</param>
    /// <param name="observe">Whether the extremes of what every layer takes are given out too.</param>
    public static OnnxModel Build(TextTowerWeights tower, TowerPlan plan, bool halfTable, bool observe = false)
    {
        var graph = new GraphBuilder();
        var linear = new LinearBuilder(graph, plan);
        var width = tower.Transformer.Width;
        var table = graph.Weight(halfTable ? OnnxTensor.OfHalves(tower.Tokens, tower.Vocabulary, width) : OnnxTensor.Of(tower.Tokens, tower.Vocabulary, width));
        var tokens = graph.Node("Gather", table, InputName);
        if (halfTable) tokens = graph.Node("Cast", "", [tokens], GraphBuilder.Integer("to", (long)OnnxTensorType.Float));

        var length = graph.Node("Shape", "", [InputName], GraphBuilder.Integer("start", 1), GraphBuilder.Integer("end", 2));
        var positions = graph.Node("Slice", graph.Floats(tower.Positions, tower.Context, width), graph.Integers(0), length, graph.Integers(0));
        var x = graph.Node("Add", tokens, positions);
        var output = new TransformerBuilder(graph, linear, tower.Transformer, causal: true, token: -1)
            .Add(x, graph.Norm(x, tower.Transformer.Blocks[0].AttentionNorm));

        return graph.Finish(
            new OnnxValue(InputName, OnnxTensorType.Int64, [null, null]),
            new OnnxValue(ImageGraphBuilder.OutputName, OnnxTensorType.Float, [null, tower.Transformer.Projection.Outputs]),
            output,
            observe ? ObservedInputs.Add(graph, linear) : null);
    }
}
