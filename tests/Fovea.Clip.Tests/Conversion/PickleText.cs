using System.Text;

namespace Fovea.Clip.Tests;

/// <summary>Writes pickles operation by operation.</summary>
internal sealed class PickleText
{
    private readonly List<byte> _bytes = [0x80, 2];

    public byte[] Bytes => [.. _bytes, (byte)'.'];

    public PickleText Raw(params byte[] bytes)
    {
        _bytes.AddRange(bytes);
        return this;
    }

    public PickleText Operations(string operations) => Raw(Encoding.Latin1.GetBytes(operations));

    public PickleText Text(string text)
    {
        var bytes = Encoding.UTF8.GetBytes(text);
        return Operations("X").Raw(BitConverter.GetBytes(bytes.Length)).Raw(bytes);
    }

    public PickleText Number(long number) => number is >= int.MinValue and <= int.MaxValue
        ? Operations("J").Raw(BitConverter.GetBytes((int)number))
        : Operations("\u008a\u0008").Raw(BitConverter.GetBytes(number));

    public PickleText Global(string module, string name) => Operations($"c{module}\n{name}\n");

    /// <summary>The tuple of numbers.</summary>
    public PickleText Tuple(params long[] numbers)
    {
        Operations("(");
        foreach (var number in numbers) Number(number);
        return Operations("t");
    }

    /// <summary>A tensor in storage <paramref name="key"/>.</summary>
    public PickleText Tensor(string key, long numbers, long offset, long[] shape, long[] strides, string storage = "FloatStorage")
    {
        Global("torch._utils", "_rebuild_tensor_v2").Operations("((").Text("storage").Global("torch", storage).Text(key).Text("cpu").Number(numbers).Operations("tQ");
        return Number(offset).Tuple(shape).Tuple(strides).Raw(0x89).Global("collections", "OrderedDict").Operations(")RtR");
    }
}
