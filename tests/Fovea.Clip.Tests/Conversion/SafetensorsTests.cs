using System.Text;
using CsCheck;

namespace Fovea.Clip.Tests;

/// <summary>Safetensors files that lie are refused in their own words, before memory is taken.</summary>
public sealed class SafetensorsTests : IDisposable
{
    private readonly TempFolder _temp = new();

    public void Dispose() => _temp.Dispose();

    [Theory]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 8, null)]
    [InlineData("""{"__metadata__":{"format":"pt"},"a":{"dtype":"I64","shape":[],"data_offsets":[0,8]}}   """, 8, null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F16","shape":[0,5],"data_offsets":[8,8]}}""", 8, null)]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 4, "a would lie from byte 0 to 8 of 4; the file is cut off or its header is wrong.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}""", 12, "its last 4 bytes belong to no tensor.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}""", 0, "a would lie from byte -8 to 0 of 0; the file is cut off or its header is wrong.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[8,0]}}""", 8, "a would lie from byte 8 to 0 of 8; the file is cut off or its header is wrong.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,99999999999999999999]}}""", 8, "its header does not say where a lies.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2]}}""", 8, "its header does not say where a lies.")]
    [InlineData("""{"a":7}""", 0, "its header does not say where a lies.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2,1],"data_offsets":[0,4]}}""", 4, "a has 4 bytes, but its shape [2, 1] of F32 needs 8.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[4294967296,4294967296],"data_offsets":[0,0]}}""", 0, "the shape of a is impossible: [4294967296, 4294967296].")]
    [InlineData("""{"a":{"dtype":"F32","shape":[-1],"data_offsets":[0,0]}}""", 0, "the shape of a is impossible: [-1].")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1.5],"data_offsets":[0,4]}}""", 4, "the shape of a is impossible: [-1].")]
    [InlineData("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[2],"data_offsets":[4,12]}}""", 12, "the bytes of b are those of another tensor too.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "there are bytes before a that belong to no tensor.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"a":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}}""", 8, "its header names a twice.")]
    [InlineData("""{"a":{"dtype":"F32","shape":[NaN],"data_offsets":[0,4]}}""", 4, "its header is not valid JSON (")]
    [InlineData("""{"\ud800":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}""", 4, "its header holds a name that is not Unicode.")]
    [InlineData("""{"a":{"shape":[1],"data_offsets":[0,4]}}""", 4, "its header does not say what numbers a has.")]
    [InlineData("""{"a":{"dtype":"F32","data_offsets":[0,4]}}""", 4, "its header does not give the shape of a.")]
    [InlineData("""{"a":""", 0, "its header is not valid JSON (")]
    public void Read_Header_IsCheckedInFull(string header, int bytes, string? error)
    {
        var path = _temp.Write("x.safetensors", SafetensorsText.Of(header, bytes));

        if (error is null) Assert.NotEmpty(SafetensorsFile.Read(path));
        else Assert.StartsWith($"{path} cannot be converted: {error}", Assert.Throws<ModelException>(() => SafetensorsFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(long.MaxValue, "its header would have 9223372036854775807 bytes, more than any safetensors file has.")]
    [InlineData(-1, "its header would have 18446744073709551615 bytes, more than any safetensors file has.")]
    [InlineData(1000, "it is cut off: its header has 1000 bytes, and the whole file 20.")]
    public void Read_LengthThatLies_IsRefused(long length, string error)
    {
        var path = _temp.Write("x.safetensors", SafetensorsText.Of("{}          ", length: length));

        Assert.Equal($"{path} cannot be converted: {error} Fetch the checkpoint again.", Assert.Throws<ModelException>(() => SafetensorsFile.Read(path)).Message);
    }

    [Fact]
    public void Read_DeepNesting_IsRefused()
    {
        var path = _temp.Write("x.safetensors", SafetensorsText.Of(string.Concat(Enumerable.Repeat("{\"a\":", 100_000))));

        Assert.StartsWith($"{path} cannot be converted: its header is not valid JSON (", Assert.Throws<ModelException>(() => SafetensorsFile.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_AnyCutAndAnyChangedByte_IsAModelExceptionOrAFile()
    {
        var whole = SafetensorsText.Of("""{"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"BF16","shape":[1,2],"data_offsets":[8,12]}}""", 12);
        Gen.Select(Gen.Int[0, whole.Length - 1], Gen.Byte, Gen.Bool).Sample(
            change =>
            {
                var bytes = change.Item3 ? whole[..change.Item1] : (byte[])whole.Clone();
                if (!change.Item3) bytes[change.Item1] = change.Item2;
                var path = _temp.Write("x.safetensors", bytes);
                try
                {
                    foreach (var (name, tensor) in SafetensorsFile.Read(path)) Assert.InRange(tensor.Kind == NumberKind.Other ? 0 : tensor.Read(name).Length, 0, 12);
                }
                catch (ModelException e)
                {
                    Assert.Contains(path, e.Message, StringComparison.Ordinal);
                }
            },
            iter: 500,
            threads: 1);
    }

    [Theory]
    [InlineData("F32", new byte[] { 0, 0, 0xC0, 0x3F }, 1.5f)]
    [InlineData("F16", new byte[] { 0, 0x3E }, 1.5f)]
    [InlineData("BF16", new byte[] { 0xC0, 0x3F }, 1.5f)]
    [InlineData("F64", new byte[] { 0, 0, 0, 0, 0, 0, 0xF8, 0x3F }, 1.5f)]
    public void Read_EachKindOfNumber_BecomesFp32(string type, byte[] number, float value)
    {
        var header = FormattableString.Invariant($"{{\"a\":{{\"dtype\":\"{type}\",\"shape\":[1],\"data_offsets\":[0,{number.Length}]}}}}");
        var file = SafetensorsText.Of(header, number.Length);
        number.CopyTo(file.AsSpan(file.Length - number.Length));

        Assert.Equal([value], SafetensorsFile.Read(_temp.Write("x.safetensors", file))["a"].Read("a"));
    }

    [Fact]
    public void Index_Parts_AreReadAsOne()
    {
        var checkpoint = new RandomCheckpoint();
        var (first, second) = (new RandomCheckpoint(), new RandomCheckpoint());
        foreach (var (name, i) in checkpoint.Tensors.Keys.Select((name, i) => (name, i))) (i % 2 == 0 ? second : first).Tensors.Remove(name);
        first.Write(_temp, "parts/model-00001-of-00002.safetensors");
        second.Write(_temp, "parts/model-00002-of-00002.safetensors");
        WriteIndex(checkpoint.Tensors.Keys.Select((name, i) => (name, $"model-0000{1 + (i % 2)}-of-00002.safetensors")));

        using var conversion = CheckpointConversion.Open(_temp["parts"], KnownHeads.Options);

        Assert.Equal(32, conversion.Dimensions);
        Assert.Equal(2, conversion.Image.Layers);
    }

    [Theory]
    [InlineData("../secret.safetensors", "names \"../secret.safetensors\", which is no file beside it.")]
    [InlineData("/etc/passwd", "names \"/etc/passwd\", which is no file beside it.")]
    [InlineData("..", "names \"..\", which is no file beside it.")]
    [InlineData("", "names \"\", which is no file beside it.")]
    [InlineData("absent.safetensors", "A part of the checkpoint is missing: ")]
    public void Index_OtherFiles_AreNotOpened(string file, string error)
    {
        WriteIndex([("a", file)]);

        Assert.Contains(error, Assert.Throws<ModelException>(() => CheckpointConversion.Open(_temp["parts"])).Message, StringComparison.Ordinal);
    }

    private void WriteIndex(IEnumerable<(string Name, string File)> map) => _temp.Write(
        "parts/model.safetensors.index.json", Encoding.UTF8.GetBytes($"{{\"weight_map\":{{{string.Join(',', map.Select(entry => $"\"{entry.Name}\":\"{entry.File}\""))}}}}}"));
}
