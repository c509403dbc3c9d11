using CsCheck;

namespace Fovea.Clip.Tests;

/// <summary>Whole graphs are read and written without loss, and bytes that are no graph are refused.</summary>
public sealed class OnnxModelTests
{
    private static readonly string[] Graphs =
    [
        Path.Combine(Reference.TinyClip, "hf", "onnx", "vision_model.onnx"), Path.Combine(Reference.TinyClip, "openclip", "textual", "model.onnx"),
        Path.Combine(Reference.Starter, "visual", "model.onnx"), Path.Combine(Reference.Starter, "textual", "model.onnx"),
    ];

    [Fact]
    public void Write_WhatWasRead_IsReadAgainAsTheSame()
    {
        Assert.All(Graphs, path =>
        {
            var model = OnnxModelReader.Read(path);

            var again = OnnxModelReader.Read(OnnxModelWriter.ToBytes(model), path);

            Assert.Equal(model.Nodes.Select(Describe), again.Nodes.Select(Describe));
            Assert.Equal(model.Weights.Keys, again.Weights.Keys);
            Assert.All(model.Weights, w => Assert.True(Same(w.Value, again.Weights[w.Key])));
            Assert.Equal(model.Inputs.Select(i => i.ToString()), again.Inputs.Select(i => i.ToString()));
            Assert.Equal(model.Outputs.Select(i => i.ToString()), again.Outputs.Select(i => i.ToString()));
            Assert.Equal(model.Operators, again.Operators);
            Assert.Equal(model.Version, again.Version);
        });
    }

    [Fact]
    public void Write_WhatWasRead_GivesTheSameVectors()
    {
        using var copy = new ModelCopy();
        var graph = copy["onnx", "vision_model.onnx"];
        OnnxModelWriter.Write(OnnxModelReader.Read(graph), graph);
        using var written = ClipModel.Open(copy.Path);
        using var published = ClipModel.Open(Path.Combine(Reference.TinyClip, "hf"));
        using var tile = Tiles.Drawn(3);
        var (expected, actual) = (new float[32], new float[32]);

        published.Images.Encode([tile], expected, TestContext.Current.CancellationToken);
        written.Images.Encode([tile], actual, TestContext.Current.CancellationToken);

        Assert.Equal(expected, actual);
    }

    [Fact]
    public void Read_DamagedBytes_IsAModelErrorOrAGraph()
    {
        var bytes = File.ReadAllBytes(Graphs[0]);
        Gen.Select(Gen.Int[0, 40_000], Gen.Byte, Gen.Int[1, bytes.Length]).Sample(
            (position, value, length) =>
            {
                var damaged = bytes[..length];
                if (position < length) damaged[position] = value;
                try
                {
                    OnnxModelReader.Read(damaged, "a graph");
                }
                catch (ModelException e)
                {
                    Assert.StartsWith("a graph cannot be used: ", e.Message, StringComparison.Ordinal);
                }
            },
            iter: 300);
    }

    private static bool Same(OnnxTensor a, OnnxTensor b) => a.Type == b.Type && a.Shape.SequenceEqual(b.Shape) && a.Data.Span.SequenceEqual(b.Data.Span);

    private static string Describe(OnnxNode node) =>
        $"{node.Domain}:{node.Operator} {node.Name} ({string.Join(',', node.Inputs)}) -> ({string.Join(',', node.Outputs)}) "
        + string.Join(' ', node.Attributes.Select(a => $"{a.Name}={a.Float}{a.Integer}{a.Text}{string.Join(',', a.Integers ?? [])}{(a.Tensor is { } t ? Convert.ToHexString(t.Data.Span) : "")}{(a.Raw is { } r ? Convert.ToHexString(r.Span) : "")}"));
}
