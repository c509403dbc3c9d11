using CsCheck;

namespace Fovea.Clip.Tests;

/// <summary>What is no checkpoint of a CLIP, or not enough of one, is refused with what, where, why and what to do.</summary>
public sealed class RefusalTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("x.safetensors", "", "it is empty.")]
    [InlineData("x.safetensors", "version https://git-lfs.github.com/spec/v1\noid sha256:00\n", "it is a Git LFS pointer, not the file itself; run \"git lfs pull\" where it was cloned.")]
    [InlineData("x.pt", "<!DOCTYPE html><html>Entry not found</html>", "it is a web page (HTML or XML), probably an error page that was saved in its place.")]
    [InlineData("x.bin", "{\"error\":\"Repository not found\"}", "it is a JSON text, not a checkpoint.")]
    [InlineData("x.bin", "Entry not found", "it is neither a safetensors file nor one of PyTorch's.")]
    [InlineData("x.pt", "\u0080\u0002\u008a\u000al\u00fc\u009cF\u00f9 j\u00a8P\u0019.", "it was written by PyTorch before 1.6, whose files are programs that would have to be run. Load it in PyTorch and save it again: ")]
    [InlineData("x.pt", "PK\u0003\u0004", "it is cut off or damaged: the directory at the end of a zip file is not there, or contradicts itself.")]
    [InlineData("x.onnx", "x", "it is an ONNX graph, which needs no conversion. Use the model folder that it belongs to: 'fovea models use FOLDER'.")]
    [InlineData("x.ckpt", "x", "a .ckpt file is a training state of TensorFlow or Lightning. Save the model's weights alone in PyTorch, ")]
    [InlineData("pytorch_model.bin.index.json", "{}", "it is the index of several of PyTorch's files. Use the same model's safetensors, or save it as one file.")]
    [InlineData("tf_model.h5", "x", "it holds the weights for TensorFlow or Flax. Use the same model's .safetensors or .bin file.")]
    public void Open_NoCheckpoint_SaysWhatItIs(string file, string content, string error)
    {
        var path = _temp.Write(file, System.Text.Encoding.Latin1.GetBytes(content));

        Assert.StartsWith($"{path} cannot be converted: {error}", Fails(path).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_NoFile_SaysWhatIsLookedFor()
    {
        Directory.CreateDirectory(_temp["empty"]);
        _temp.Write("two/a.pt", "x"u8);
        _temp.Write("two/b.safetensors", "x"u8);

        Assert.Equal($"There is no checkpoint {_temp["absent.pt"]}. Check the path; name a file (.safetensors, .pt, .bin) or a folder that holds one.", Fails(_temp["absent.pt"]).Message);
        Assert.StartsWith($"{_temp["empty"]} holds no checkpoint. Looked for model.safetensors, ", Fails(_temp["empty"]).Message, StringComparison.Ordinal);
        Assert.Equal($"{_temp["two"]} holds several checkpoints: a.pt, b.safetensors. Name the file that is meant.", Fails(_temp["two"]).Message);
    }

    [Theory]
    [InlineData("visual.attnpool.c_proj.weight", "it is a ResNet CLIP (RN50 and its relatives), whose image tower is convolutional.")]
    [InlineData("vision_model.head.probe", "it is a SigLIP, whose towers end otherwise than CLIP's.")]
    [InlineData("visual.trunk.patch_embed.proj.weight", "it is a model whose image tower is timm's (SigLIP, ConvNeXt, EVA and others).")]
    [InlineData("text.transformer.encoder.layer.0.output.dense.weight", "it is a model whose text tower is a BERT or T5.")]
    [InlineData("text_decoder.ln_final.weight", "it is a CoCa or BLIP, which also writes texts.")]
    [InlineData("visual.transformer.resblocks.0.ls_1.gamma", "it is a model with layer scale.")]
    [InlineData("visual.extra.weight", "it has 1 tensors that a CLIP does not have (visual.extra.weight), so that its vectors would be others.")]
    public void Open_OtherFamily_IsNamed(string tensor, string error) =>
        Assert.Contains($" cannot be converted: {error}", Fails(new RandomCheckpoint().Add(tensor, 1, 0, 3).Write(_temp)).Message, StringComparison.Ordinal);

    [Fact]
    public void Open_OtherNames_AreShown()
    {
        var checkpoint = new RandomCheckpoint();
        checkpoint.Tensors.Clear();
        checkpoint.Add("conv.weight", 1, 0, 3).Add("fc.bias", 1, 0, 2);

        Assert.EndsWith(
            "cannot be converted: its tensors are not named as a CLIP's are; it begins with conv.weight, fc.bias. Read are CLIPs with a vision transformer, in the names of OpenAI, OpenCLIP or transformers.",
            Fails(checkpoint.Write(_temp)).Message,
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("text_projection", "the tensor text_projection is missing; a text tower of CLIP has one.")]
    [InlineData("visual.ln_pre.bias", "the tensor visual.ln_pre.bias is missing; an image tower of CLIP has one.")]
    public void Open_MissingTensor_IsNamed(string tensor, string error)
    {
        var checkpoint = new RandomCheckpoint();
        checkpoint.Tensors.Remove(tensor);

        Assert.EndsWith($" cannot be converted: {error} Fetch the checkpoint again.", Fails(checkpoint.Write(_temp)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Open_MissingBlock_IsNoticed()
    {
        var checkpoint = new RandomCheckpoint(layers: 3);
        foreach (var name in checkpoint.Tensors.Keys.Where(name => name.StartsWith("transformer.resblocks.1.", StringComparison.Ordinal)).ToList()) checkpoint.Tensors.Remove(name);

        Assert.Contains("its blocks transformer.resblocks.N are not numbered from 0 on without a gap.", Fails(checkpoint.Write(_temp)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("visual.proj", new[] { 47, 32 }, "visual.proj has the shape [47, 32], which does not fit the other tensors; expected [48, 32].")]
    [InlineData("visual.proj", new[] { 48, 31 }, "its pictures become 31 numbers and its texts 32; the two towers do not belong together.")]
    [InlineData("visual.conv1.weight", new[] { 48, 768 }, "visual.conv1.weight has the shape [48, 768], which does not fit the other tensors; expected 4 dimensions.")]
    [InlineData("visual.conv1.weight", new[] { 48, 1, 16, 48 }, "its patches are [1, 16, 48], not three colours and a square.")]
    [InlineData("visual.positional_embedding", new[] { 19, 48 }, "its pictures have 18 patches, which is no square, and nothing beside it says how high and wide they are. Put its config.json with \"image_size\" beside it.")]
    public void Open_ShapesThatDoNotFit_AreNamed(string tensor, int[] shape, string error) =>
        Assert.Contains($" cannot be converted: {error}", Fails(new RandomCheckpoint().Add(tensor, 1, 0, shape).Write(_temp)).Message, StringComparison.Ordinal);

    [Fact]
    public void Write_WeightsThatAreNoNumbers_AreRefusedAndNothingIsLeft()
    {
        var checkpoint = new RandomCheckpoint();
        checkpoint.Tensors["ln_final.bias"].Values[3] = float.NaN;
        using var conversion = CheckpointConversion.Open(checkpoint.Write(_temp), KnownHeads.Options);

        var error = Assert.Throws<ModelException>(() => conversion.Write(_temp["out", "model"], cancellationToken: TestContext.Current.CancellationToken));

        Assert.Contains("ln_final.bias has values that are no numbers (NaN or infinite).", error.Message, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_temp["out"]));
    }

    [Fact]
    public void Open_GraphThatOnnxCannotHold_IsRefusedBeforeAnythingIsRead()
    {
        // A hole in a file costs no disk.
        Assert.SkipWhen(OperatingSystem.IsWindows(), "takes 3 GB of disk there");
        const long Rows = 14_000_000;
        var checkpoint = new RandomCheckpoint();
        checkpoint.Tensors.Remove("token_embedding.weight");
        var bytes = checkpoint.ToBytes();
        var length = BitConverter.ToInt32(bytes, 0);
        var end = bytes.Length - 8 - length;
        var table = FormattableString.Invariant($",\"token_embedding.weight\":{{\"dtype\":\"F32\",\"shape\":[{Rows},48],\"data_offsets\":[{end},{end + (Rows * 48 * 4)}]}}}}");
        var path = _temp.Write("x.safetensors", [.. SafetensorsText.Of(System.Text.Encoding.UTF8.GetString(bytes, 8, length - 1) + table), .. bytes.AsSpan(8 + length)]);
        using (var file = File.OpenWrite(path)) file.SetLength(file.Length + (Rows * 48 * 4));

        Assert.Equal(
            $"{path} cannot be converted: the graph of its text tower would have 2563 MB, and an ONNX file may have 2047. Store the weights in half precision: --precision fp16.",
            Assert.Throws<ModelException>(() => CheckpointConversion.Open(path, new ConversionOptions { ImageHeads = 3, TextHeads = 2 })).Message);
        using var half = CheckpointConversion.Open(path, new ConversionOptions { ImageHeads = 3, TextHeads = 2, HalfWeights = true });
        Assert.Equal(Rows, half.Vocabulary);
    }

    [Theory]
    [InlineData("hf/model.safetensors", 9000)]
    [InlineData("openclip/open_clip_model.safetensors", 9000)]
    [InlineData("torch/epoch_3.pt", 0)]
    [InlineData("script/ViT.pt", 0)]
    public void Open_ChangedBytes_IsAModelExceptionOrAModel(string file, int header)
    {
        var whole = File.ReadAllBytes(RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "checkpoints", "tiny", file));
        // What is no number of a tensor: a header in front, or the pickle and the directory at the end.
        var (first, last) = header > 0 ? (0, header) : (whole.Length - 24_000, whole.Length - 1);
        Gen.Select(Gen.Int[first, last], Gen.Byte).Array[1, 3].Sample(
            changes =>
            {
                var bytes = (byte[])whole.Clone();
                foreach (var (at, value) in changes) bytes[at] = value;
                var path = _temp.Write(Path.GetFileName(file), bytes);
                try
                {
                    using var conversion = CheckpointConversion.Open(path, new ConversionOptions { ImageHeads = 2, TextHeads = 4 });
                    Assert.Equal(2, conversion.Image.Heads);
                }
                catch (ModelException e)
                {
                    Assert.Contains(_temp.Path, e.Message, StringComparison.Ordinal);
                }
            },
            iter: 400,
            threads: 1);
    }

    private static ModelException Fails(string path) => Assert.Throws<ModelException>(() => CheckpointConversion.Open(path, KnownHeads.Options));
}
