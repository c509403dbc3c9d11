using System.Buffers.Binary;
using System.Text;

namespace Fovea.Testing;

/// <summary>Writes safetensors files, also such as no writer would write.</summary>
public static class SafetensorsText
{
    /// <summary>A file of a header as it is given and so many bytes behind it.</summary>
    public static byte[] Of(string header, int bytes = 0, long? length = null)
    {
        ArgumentNullException.ThrowIfNull(header);
        var text = Encoding.UTF8.GetBytes(header);
        var file = new byte[8 + text.Length + bytes];
        BinaryPrimitives.WriteInt64LittleEndian(file, length ?? text.Length);
        text.CopyTo(file, 8);
        return file;
    }

    /// <summary>A file of tensors of fp32.</summary>
    public static byte[] Of(IReadOnlyDictionary<string, (int[] Shape, float[] Values)> tensors)
    {
        ArgumentNullException.ThrowIfNull(tensors);
        var entries = new List<string>();
        var at = 0;
        foreach (var (name, tensor) in tensors)
        {
            var end = at + (4 * tensor.Values.Length);
            entries.Add(FormattableString.Invariant($"\"{name}\":{{\"dtype\":\"F32\",\"shape\":[{string.Join(',', tensor.Shape)}],\"data_offsets\":[{at},{end}]}}"));
            at = end;
        }

        var file = Of($"{{{string.Join(',', entries)}}}", at);
        var rest = file.AsSpan(file.Length - at);
        foreach (var (_, values) in tensors.Values)
        {
            System.Runtime.InteropServices.MemoryMarshal.AsBytes<float>(values).CopyTo(rest);
            rest = rest[(4 * values.Length)..];
        }

        return file;
    }
}
