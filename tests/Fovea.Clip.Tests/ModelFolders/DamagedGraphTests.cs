using CsCheck;

namespace Fovea.Clip.Tests;

/// <summary>Graph files that are no graphs are refused with their own words before ONNX Runtime sees them.</summary>
public sealed class DamagedGraphTests
{
    [Theory]
    [InlineData("", "it is empty.")]
    [InlineData("version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "it is a Git LFS pointer, not the file itself; run \"git lfs pull\" where it was cloned.")]
    [InlineData("<!DOCTYPE html><html>Entry not found</html>", "it is a web page (HTML or XML), probably an error page that was saved in its place.")]
    [InlineData("{\"error\":\"Repository not found\"}", "it is a JSON text, not an ONNX graph.")]
    [InlineData("Entry not found", "it is not an ONNX graph")]
    public void Open_NoGraph_SaysWhatItIs(string content, string what)
    {
        using var model = new ModelCopy().Write("onnx/text_model.onnx", content);
        var error = model.OpenFails();
        Assert.StartsWith($"{model["onnx", "text_model.onnx"]} cannot be used: {what}", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Fetch the model again.", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(100)]
    [InlineData(200_000)]
    [InlineData(1)]
    public void Open_CutOff_SaysHowMuchIsMissing(int missing)
    {
        using var model = new ModelCopy();
        var path = model["onnx", "vision_model.onnx"];
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..^missing]);
        Assert.Contains(FormattableString.Invariant($"it is cut off: it has {bytes.Length - missing} bytes, at least "), model.OpenFails().Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyCut_IsAModelException()
    {
        using var model = new ModelCopy("openclip");
        var path = model["textual", "model.onnx"];
        var bytes = File.ReadAllBytes(path);
        Gen.Int[1, bytes.Length - 1].Sample(
            length =>
            {
                File.WriteAllBytes(path, bytes[..length]);
                Assert.Throws<ModelException>(() => OnnxGraph.Read(path));
            },
            iter: 60,
            threads: 1);
    }

    [Fact]
    public void Read_AnyBytes_IsAGraphOrAModelException()
    {
        using var temp = new TempFolder();
        var path = temp["graph.onnx"];
        Gen.Byte.Array[0, 300].Sample(
            bytes =>
            {
                File.WriteAllBytes(path, bytes);
                try
                {
                    OnnxGraph.Read(path);
                }
                catch (ModelException)
                {
                    // The only error there may be.
                }
            },
            iter: 500,
            threads: 1);
    }

    // ModelProto { ir_version: 8, graph { … } } written by hand: field number << 3 | wire type, length, content.
    [Theory]
    [InlineData("initializer", new byte[] { 0x2A, 2, 0x70, 1 })] // TensorProto.data_location = EXTERNAL
    [InlineData("initializer entries", new byte[] { 0x2A, 2, 0x6A, 0 })] // TensorProto.external_data
    [InlineData("node attribute", new byte[] { 0x0A, 6, 0x2A, 4, 0x2A, 2, 0x70, 1 })] // node.attribute.t
    [InlineData("subgraph", new byte[] { 0x0A, 8, 0x2A, 6, 0x32, 4, 0x2A, 2, 0x70, 1 })] // node.attribute.g.initializer
    [InlineData("sparse values", new byte[] { 0x7A, 4, 0x0A, 2, 0x70, 1 })] // sparse_initializer.values
    public void Read_ExternalDataWithoutAPlace_IsRefused(string where, byte[] graph)
    {
        using var temp = new TempFolder();
        var path = temp.Write("graph.onnx", [0x08, 8, 0x3A, (byte)graph.Length, .. graph]);

        var error = Assert.Throws<ModelException>(() => OnnxGraph.Read(path));

        Assert.True(
            error.Message == $"{path} is of a kind that Fovea does not run: its weights lie in \"\" (ONNX external data), which is no file in its own folder. Such a graph could read any file on this machine. "
            + "Use the variant of the model whose graph holds its weights, or convert it with onnx.save(onnx.load(…)).",
            $"{where}: {error.Message}");
    }

    [Fact]
    public void Read_DeeplyNestedGraphs_IsRefused()
    {
        byte[] graph = [];
        for (var i = 0; i < 3000; i++) graph = Wrap(0x0A, Wrap(0x2A, Wrap(0x32, graph)));
        using var temp = new TempFolder();
        var path = temp.Write("graph.onnx", [0x08, 8, .. Wrap(0x3A, graph)]);

        Assert.Contains("nested too deeply", Assert.Throws<ModelException>(() => OnnxGraph.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_GraphThatOnnxRuntimeRefuses_SaysSoInOneLine()
    {
        using var model = new ModelCopy();
        var path = model["onnx", "text_model.onnx"];
        var bytes = File.ReadAllBytes(path);
        var name = bytes.AsSpan().IndexOf("Softmax"u8);
        "Softmix"u8.CopyTo(bytes.AsSpan(name));
        File.WriteAllBytes(path, bytes);

        var error = model.OpenFails();

        Assert.StartsWith($"{path} cannot be used: ONNX Runtime cannot load it (", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', error.Message);
        Assert.NotNull(error.InnerException);
    }

    private static byte[] Wrap(byte tag, byte[] content)
    {
        var length = new List<byte>();
        for (var rest = content.Length; ; rest >>= 7)
        {
            length.Add((byte)(rest < 0x80 ? rest : rest | 0x80));
            if (rest < 0x80) return [tag, .. length, .. content];
        }
    }
}
