using static Fovea.Clip.GraphBuilder;

namespace Fovea.Clip;

/// <summary>
/// Builds the graphs that a model is published as: <c>pixel_values</c> fp32 <c>[n, 3, height, width]</c>, normalised, to <c>image_embeds</c>
/// <c>[n, dimensions]</c>; <c>input_ids</c> int64 <c>[n, context]</c> to <c>text_embeds</c>. Neither is brought to length 1. Opset 17, ONNX's own operators only.
/// </summary>
internal static class PublishedGraphs
{
    // Behind a softmax it is 0 exactly, and no sum with a score overflows.
    private const float Hidden = -1e9f;

    /// <summary>The image tower.</summary>
    public static OnnxModel Image(ImageTowerWeights tower, bool half)
    {
        var graph = new GraphBuilder();
        var blocks = new PublishedBlocks(graph, tower.Transformer, half);
        var (width, patch, patches) = (tower.Transformer.Width, tower.Patch, tower.Grid.Rows * tower.Grid.Columns);
        var sides = new OnnxAttribute("kernel_shape") { Integers = [patch, patch] };
        var cut = graph.Node("Conv", "", ["pixel_values", blocks.Matrix(Kernel(tower), width, 3, patch, patch)], sides, sides with { Name = "strides" });
        var tokens = blocks.Transpose(graph.Node("Reshape", cut, graph.Integers(0, width, patches)), 0, 2, 1);
        var count = graph.Node("Shape", "", ["pixel_values"], Integer("start", 0), Integer("end", 1));
        var shape = graph.Node("Concat", "", [count, graph.Integers(1, width)], Integer("axis", 0));
        var classToken = graph.Node("Expand", graph.Floats(tower.ClassToken, 1, 1, width), shape);
        var x = graph.Node("Concat", "", [classToken, tokens], Integer("axis", 1));
        x = graph.Node("Add", x, graph.Floats(tower.Positions, 1, patches + 1, width));
        if (tower.FirstNorm is { } norm) x = graph.Norm(x, norm);
        x = blocks.Add(x, mask: null);
        var first = graph.Node("Gather", "", [x, graph.Weight(OnnxTensor.Of([0L], []))], Integer("axis", 1));
        return Finish(
            graph,
            new OnnxValue("pixel_values", OnnxTensorType.Float, [null, 3, tower.Grid.Rows * patch, tower.Grid.Columns * patch]),
            new OnnxValue("image_embeds", OnnxTensorType.Float, [null, tower.Transformer.Projection.Outputs]),
            blocks.Project(first));
    }

    /// <summary>The text tower.</summary>
    /// <param name="tower">Its weights.</param>
    /// <param name="endToken">The token whose vector is the text's, by its first place; null: the largest id.</param>
    /// <param name="half">Whether matrices are stored in half precision.</param>
    public static OnnxModel Text(TextTowerWeights tower, int? endToken, bool half)
    {
        var graph = new GraphBuilder();
        var blocks = new PublishedBlocks(graph, tower.Transformer, half);
        var (width, context) = (tower.Transformer.Width, tower.Context);
        var x = graph.Node("Add", blocks.Rows(tower.Tokens, tower.Vocabulary, width, "input_ids"), graph.Floats(tower.Positions, 1, context, width));
        var mask = graph.Floats([.. Enumerable.Range(0, context * context).Select(i => i % context > i / context ? Hidden : 0)], context, context);
        x = blocks.Add(x, mask);
        var ids = endToken is { } end ? graph.Node("Equal", "input_ids", graph.Weight(OnnxTensor.Of([(long)end], []))) : "input_ids";
        var whole = graph.Node("Cast", "", [ids], Integer("to", (long)OnnxTensorType.Int32));
        var place = graph.Node("ArgMax", "", [whole], Integer("axis", 1), Integer("keepdims", 1));
        return Finish(
            graph,
            new OnnxValue("input_ids", OnnxTensorType.Int64, [null, context]),
            new OnnxValue("text_embeds", OnnxTensorType.Float, [null, tower.Transformer.Projection.Outputs]),
            blocks.Project(graph.Node("GatherND", "", [x, place], Integer("batch_dims", 1))));
    }

    // From [row, column, channel; width] to [width, channel, row, column].
    private static float[] Kernel(ImageTowerWeights tower)
    {
        var (given, width, area) = (tower.Embedding.Weight, tower.Embedding.Outputs, tower.Patch * tower.Patch);
        var kernel = new float[given.Length];
        for (var o = 0; o < width; o++)
        {
            for (var channel = 0; channel < 3; channel++)
            {
                for (var pixel = 0; pixel < area; pixel++) kernel[(((o * 3) + channel) * area) + pixel] = given[(((pixel * 3) + channel) * width) + o];
            }
        }

        return kernel;
    }

    private static OnnxModel Finish(GraphBuilder graph, OnnxValue input, OnnxValue output, string value) =>
        graph.Finish(input, output, value) with { Operators = new Dictionary<string, long> { [""] = 17 } };
}
