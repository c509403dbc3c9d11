namespace Fovea.Clip.Tests;

/// <summary>
/// A small CLIP with random weights whose graphs look as an exporter writes them, in a folder with the fixture's tokenizer: 64×64 pixels, patches of
/// 16, 32 numbers out, 77 tokens.
/// </summary>
internal static class ExportedClip
{
    private const int Width = 48;
    private const int Patches = 16;
    private const int Context = 77;
    private const int EndToken = 8191;
    private const int Vocabulary = 8192;

    /// <summary>Writes both towers over those of a copy of the fixture.</summary>
    public static ModelCopy Write(ExportStyle style, int layers = 2)
    {
        var copy = new ModelCopy("hf");
        OnnxModelWriter.Write(Image(style, layers), copy["onnx", "vision_model.onnx"]);
        OnnxModelWriter.Write(Text(style, layers), copy["onnx", "text_model.onnx"]);
        return copy;
    }

    public static OnnxModel Image(ExportStyle style, int layers)
    {
        var graph = new GraphBuilder();
        var blocks = new ExportedBlocks(graph, style, new Random(5), Width, heads: 3);
        var weight = graph.Floats(blocks.Numbers(Width * 3 * 16 * 16, 0.05f), Width, 3, 16, 16);
        var patches = graph.Node("Conv", "", ["pixel_values", weight], new OnnxAttribute("strides") { Integers = [16, 16] }, new OnnxAttribute("kernel_shape") { Integers = [16, 16] });
        patches = blocks.Transpose(graph.Node("Reshape", patches, graph.Integers(0, Width, Patches)), 0, 2, 1);
        var rows = graph.Node("Concat", "", [graph.Node("Shape", "", ["pixel_values"], GraphBuilder.Integer("end", 1)), graph.Integers(1, Width)], GraphBuilder.Integer("axis", 0));
        var classToken = graph.Node("Expand", graph.Floats(blocks.Numbers(Width, 1), 1, 1, Width), rows);
        var x = graph.Node("Concat", "", [classToken, patches], GraphBuilder.Integer("axis", 1));
        x = blocks.Norm(graph.Node("Add", x, graph.Floats(blocks.Numbers(Width * (Patches + 1), 0.5f), 1, Patches + 1, Width)));
        x = Blocks(graph, blocks, style, x, layers, mask: null);
        var pooled = graph.Node("Gather", "", [x, graph.Weight(OnnxTensor.Of([0L], []))], GraphBuilder.Integer("axis", 1));
        return graph.Finish(
            new OnnxValue("pixel_values", OnnxTensorType.Float, [style.FixedBatch ? 1 : null, 3, 64, 64]),
            new OnnxValue("image_embeds", OnnxTensorType.Float, [style.FixedBatch ? 1 : null, 32]),
            blocks.Project(blocks.Norm(pooled)));
    }

    private static OnnxModel Text(ExportStyle style, int layers)
    {
        var graph = new GraphBuilder();
        var blocks = new ExportedBlocks(graph, style, new Random(6), Width, heads: 2);
        var tokens = graph.Node("Gather", graph.Floats(blocks.Numbers(Vocabulary * Width, 0.5f), Vocabulary, Width), "input_ids");
        var x = graph.Node("Add", tokens, graph.Floats(blocks.Numbers(Context * Width, 0.2f), 1, Context, Width));
        x = blocks.Norm(Blocks(graph, blocks, style, x, layers, style.Without == "mask" ? null : Mask(graph, style)));
        var output = new OnnxValue("text_embeds", OnnxTensorType.Float, [style.FixedBatch ? 1 : null, 32]);
        var ids = new OnnxValue("input_ids", OnnxTensorType.Int64, [style.FixedBatch ? 1 : null, Context]);
        var model = graph.Finish(ids, output, blocks.Project(Pool(graph, style, x)));
        return style.MaskInput ? model with { Inputs = [ids, new OnnxValue("attention_mask", OnnxTensorType.Int64, ids.Shape)] } : model;
    }

    private static string Blocks(GraphBuilder graph, ExportedBlocks blocks, ExportStyle style, string x, int layers, string? mask)
    {
        if (style.TokensFirst) x = blocks.Transpose(x, 1, 0, 2);
        for (var layer = 0; layer < layers; layer++) x = blocks.Block(x, mask);
        return style.TokensFirst ? blocks.Transpose(x, 1, 0, 2) : x;
    }

    private static string Mask(GraphBuilder graph, ExportStyle style)
    {
        var causal = graph.Floats([.. Enumerable.Range(0, Context * Context).Select(i => i % Context > i / Context ? -1e9f : 0)], Context, Context);
        if (!style.MaskInput) return causal;
        var given = graph.Node("Cast", "", ["attention_mask"], GraphBuilder.Integer("to", (long)OnnxTensorType.Float));
        var hidden = graph.Node("Mul", graph.Node("Sub", graph.Number(1), graph.Node("Unsqueeze", given, graph.Integers(1, 2))), graph.Number(-1e9f));
        return graph.Node("Add", causal, hidden);
    }

    private static string Pool(GraphBuilder graph, ExportStyle style, string x)
    {
        if (style.Pool == "first")
        {
            var isEnd = graph.Node("Cast", "", [graph.Node("Equal", "input_ids", graph.Weight(OnnxTensor.Of([(long)EndToken], [])))], GraphBuilder.Integer("to", (long)OnnxTensorType.Int32));
            var at = graph.Node("ArgMax", "", [isEnd], GraphBuilder.Integer("axis", -1), GraphBuilder.Integer("keepdims", 0));
            var row = graph.Node("OneHot", at, graph.Integers(Context), graph.Floats([0, 1]));
            return graph.Node("Squeeze", graph.Node("MatMul", graph.Node("Unsqueeze", row, graph.Integers(1)), x), graph.Integers(1));
        }

        var end = graph.Node("ArgMax", "", ["input_ids"], GraphBuilder.Integer("axis", -1), GraphBuilder.Integer("keepdims", style.Pool == "gathernd" ? 1 : 0));
        if (style.Pool == "gathernd") return graph.Node("GatherND", "", [x, end], GraphBuilder.Integer("batch_dims", 1));

        // Rows of [n · t, width].
        var flat = graph.Node("Reshape", x, graph.Integers(-1, Width));
        var count = graph.Node("Squeeze", graph.Node("Shape", "", ["input_ids"], GraphBuilder.Integer("end", 1)), graph.Integers(0));
        var starts = graph.Node("Mul", graph.Node("Range", graph.Weight(OnnxTensor.Of([0L], [])), count, graph.Weight(OnnxTensor.Of([1L], []))), graph.Weight(OnnxTensor.Of([(long)Context], [])));
        return graph.Node("Gather", "", [flat, graph.Node("Add", starts, end)], GraphBuilder.Integer("axis", 0));
    }
}
