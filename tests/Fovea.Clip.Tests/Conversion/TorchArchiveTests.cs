using System.IO.Compression;
using CsCheck;

namespace Fovea.Clip.Tests;

/// <summary>PyTorch's zip files: what they hold is found, and those that lie are refused.</summary>
public sealed class TorchArchiveTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Fact]
    public void Open_Containers_AreLookedInto()
    {
        var text = new PickleText().Operations("}(").Text("epoch").Number(3).Text("optimizer").Operations("}(").Text("m").Tensor("0", 6, 0, [6], [1]).Operations("u")
            .Text("state_dict").Global("collections", "OrderedDict").Operations(")R(").Text("a.b").Tensor("0", 6, 2, [2, 2], [2, 1]).Operations("uu");

        using var checkpoint = TorchArchive.Open(Archive(text, Six));

        Assert.Equal(CheckpointKind.PyTorch, checkpoint.Kind);
        Assert.Equal([3f, 4, 5, 6], checkpoint.Tensors["a.b"].Read("a.b"));
        Assert.Equal(["a.b"], checkpoint.Tensors.Keys);
    }

    [Fact]
    public void Open_Modules_NameTensorsByTheirAttributes()
    {
        // A TorchScript module, and one that torch.save pickled whole.
        var text = new PickleText().Global("__torch__.clip", "Model").Raw((byte)')', 0x81).Operations("}(").Text("training").Raw(0x89).Text("visual")
            .Global("torch.nn", "Linear").Raw((byte)')', 0x81).Operations("}(").Text("_parameters").Operations("}(").Text("weight")
            .Global("torch._utils", "_rebuild_parameter").Operations("(").Tensor("0", 6, 0, [2, 3], [1, 2]).Raw(0x88).Operations("}tRuubub");

        using var checkpoint = TorchArchive.Open(Archive(text, Six, extra: "m/constants.pkl"));

        Assert.Equal(CheckpointKind.TorchScript, checkpoint.Kind);
        Assert.Equal([1f, 3, 5, 2, 4, 6], checkpoint.Tensors["visual.weight"].Read("visual.weight"));
    }

    [Theory]
    [InlineData(6, 0, new long[] { 7 }, new long[] { 1 }, "reaches beyond its storage")]
    [InlineData(6, 5, new long[] { 2 }, new long[] { 1 }, "reaches beyond its storage")]
    [InlineData(6, -1, new long[] { 2 }, new long[] { 1 }, "reaches beyond its storage")]
    [InlineData(6, 0, new long[] { 1000, 1000 }, new long[] { 0, 0 }, "reaches beyond its storage")]
    [InlineData(6, 0, new long[] { 2, 2 }, new long[] { 4_000_000_000_000_000_000, 1 }, "reaches beyond its storage")]
    [InlineData(7, 0, new long[] { 7 }, new long[] { 1 }, "has a storage that is shorter than it says")]
    [InlineData(6, 0, new long[] { -2 }, new long[] { 1 }, "has the impossible shape [-2]")]
    [InlineData(6, 0, new long[] { 2 }, new long[] { -1 }, "has the impossible shape [2]")]
    [InlineData(6, 0, new long[] { 4_000_000_000_000_000_000, 8 }, new long[] { 1, 1 }, "has the impossible shape [4000000000000000000, 8]")]
    public void Open_TensorThatLies_IsRefused(long numbers, long offset, long[] shape, long[] strides, string error)
    {
        var path = Archive(new PickleText().Operations("}(").Text("a").Tensor("0", numbers, offset, shape, strides).Operations("u"), Six);

        Assert.Equal($"{path} cannot be converted: its tensor a {error}. Fetch the checkpoint again.", Assert.Throws<ModelException>(() => TorchArchive.Open(path)).Message);
    }

    [Theory]
    [InlineData("1", "its part data/1 is missing. Fetch the checkpoint again.")]
    [InlineData("../../etc/passwd", "its part data/../../etc/passwd is missing. Fetch the checkpoint again.")]
    public void Open_StorageElsewhere_IsMissing(string key, string error)
    {
        var path = Archive(new PickleText().Operations("}(").Text("a").Tensor(key, 6, 0, [6], [1]).Operations("u"), Six);

        Assert.Equal($"{path} cannot be converted: {error}", Assert.Throws<ModelException>(() => TorchArchive.Open(path)).Message);
    }

    [Theory]
    [InlineData("list")]
    [InlineData("tuple")]
    [InlineData("number")]
    [InlineData("sparse")]
    [InlineData("state")]
    public void Open_TensorInAFormThatIsNotRead_IsRefused(string form)
    {
        var text = new PickleText().Operations("}(").Text("a").Tensor("0", 6, 0, [6], [1]);
        _ = form switch
        {
            "list" => text.Text("more").Operations("]").Tensor("0", 6, 0, [6], [1]).Operations("a"),
            "tuple" => text.Text("more").Tensor("0", 6, 0, [6], [1]).Raw(0x85),
            "number" => text.Text("more").Operations("}(").Number(0).Tensor("0", 6, 0, [6], [1]).Operations("u"),
            "sparse" => text.Text("more").Global("torch._utils", "_rebuild_sparse_tensor").Operations("(").Tensor("0", 6, 0, [6], [1]).Operations("tR"),
            _ => text.Text("more").Global("torch.nn", "Linear").Raw((byte)')', 0x81).Operations("]").Tensor("0", 6, 0, [6], [1]).Operations("ab"),
        };
        var path = Archive(text.Operations("u"), Six);

        Assert.Equal(
            $"{path} cannot be converted: it has 1 tensors in a form that is not read (quantised, sparse, in lists, or of a class of their own). Save the model's state_dict() with plain tensors.",
            Assert.Throws<ModelException>(() => TorchArchive.Open(path)).Message);
    }

    [Fact]
    public void Open_NamesThatCouldDriveATerminal_AreShownAndShort()
    {
        var name = "\u001b]0;x\u0007\nfovea: all is well \u202e";
        var path = Archive(new PickleText().Operations("}(").Text(name).Tensor("0", 6, 0, [6, 2], [1, 1]).Operations("u"), Six);

        Assert.Contains("its tensor \\x1B]0;x\\x07\\nfovea: all is well \\u202E reaches beyond", Assert.Throws<ModelException>(() => TorchArchive.Open(path)).Message, StringComparison.Ordinal);
        var long1 = Archive(new PickleText().Operations("}(").Text("a").Tensor("0", 6, 0, [.. Enumerable.Repeat(-1L, 5000)], [.. Enumerable.Repeat(1L, 5000)]).Operations("u"), Six);
        Assert.InRange(Assert.Throws<ModelException>(() => TorchArchive.Open(long1)).Message.Length, 1, 2500);
    }

    [Fact]
    public void Open_SharedValues_AreNotWalkedForEver()
    {
        var text = new PickleText().Operations("}");
        for (var i = 0; i < 60; i++) text.Raw((byte)'q', (byte)i).Operations("}(").Text("a").Raw((byte)'h', (byte)i).Text("b").Raw((byte)'h', (byte)i).Operations("u");

        Assert.Contains("its values are nested deeper than any model's", Assert.Throws<ModelException>(() => TorchArchive.Open(Archive(text, Six))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_ValueThatHoldsItself_IsRefused()
    {
        var text = new PickleText().Operations("}q\u0000").Text("a").Operations("h\u0000s");

        Assert.Contains("its values are nested deeper than any model's", Assert.Throws<ModelException>(() => TorchArchive.Open(Archive(text, Six))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_EndlessName_IsRefused()
    {
        var text = new PickleText().Operations("}(").Text(new string('a', 2000)).Operations("}u");

        Assert.Contains("(data.pkl) cannot be read: a name in it has more than 1000 characters.", Assert.Throws<ModelException>(() => TorchArchive.Open(Archive(text, Six))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_CompressedParts_AreRefused()
    {
        var path = Archive(new PickleText().Operations("}(").Text("a").Tensor("0", 250_000, 0, [250_000], [1]).Operations("u"), new byte[1_000_000], CompressionLevel.SmallestSize);

        Assert.Equal(
            $"{path} cannot be converted: its part data.pkl is compressed, which PyTorch never does. Name the file as it was published, not packed again.",
            Assert.Throws<ModelException>(() => TorchArchive.Open(path)).Message);
    }

    [Fact]
    public void Open_OtherZipFiles_AreRefused()
    {
        var path = _temp["x.pt"];
        using (var zip = ZipFile.Open(path, ZipArchiveMode.Create)) zip.CreateEntry("word/document.xml");

        Assert.StartsWith($"{path} cannot be converted: it is a zip file, but none that PyTorch wrote (it has no data.pkl).", Assert.Throws<ModelException>(() => TorchArchive.Open(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_AnyCut_IsAModelException()
    {
        var bytes = File.ReadAllBytes(Archive(new PickleText().Operations("}(").Text("a").Tensor("0", 6, 0, [6], [1]).Operations("u"), Six));
        for (var length = 4; length < bytes.Length; length += 7)
        {
            var path = _temp.Write("cut.pt", bytes.AsSpan(0, length));
            Assert.Contains(path, Assert.Throws<ModelException>(() => TorchArchive.Open(path)).Message, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Open_AnyChangedByte_IsAModelExceptionOrAFile()
    {
        var whole = File.ReadAllBytes(Archive(new PickleText().Operations("}(").Text("a").Tensor("0", 6, 0, [2, 3], [1, 2]).Operations("u"), Six));
        Gen.Select(Gen.Int[4, whole.Length - 1], Gen.Byte).Sample(
            change =>
            {
                var bytes = (byte[])whole.Clone();
                bytes[change.Item1] = change.Item2;
                var path = _temp.Write("changed.pt", bytes);
                try
                {
                    using var checkpoint = TorchArchive.Open(path);
                    foreach (var (name, tensor) in checkpoint.Tensors) Assert.InRange(tensor.Kind == NumberKind.Other ? 0 : tensor.Read(name).Length, 0, 6);
                }
                catch (ModelException e)
                {
                    Assert.Contains(path, e.Message, StringComparison.Ordinal);
                }
            },
            iter: 3000,
            threads: 1);
    }

    private static byte[] Six => [.. new float[] { 1, 2, 3, 4, 5, 6 }.SelectMany(BitConverter.GetBytes)];

    private string Archive(PickleText pickle, byte[] storage, CompressionLevel level = CompressionLevel.NoCompression, string? extra = null)
    {
        var path = _temp["x.pt"];
        File.Delete(path);
        using var zip = ZipFile.Open(path, ZipArchiveMode.Create);
        Write(zip, "m/data.pkl", pickle.Bytes, level);
        Write(zip, "m/data/0", storage, level);
        if (extra is not null) Write(zip, extra, [1], level);
        return path;
    }

    private static void Write(ZipArchive zip, string name, byte[] bytes, CompressionLevel level)
    {
        using var stream = zip.CreateEntry(name, level).Open();
        stream.Write(bytes);
    }
}
