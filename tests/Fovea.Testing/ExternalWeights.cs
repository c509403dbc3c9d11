using System.Globalization;
using System.Text;

namespace Fovea.Testing;

/// <summary>Moves the weights of an ONNX graph into files beside it, as exporters do with graphs of more than 2 GB.</summary>
public static class ExternalWeights
{
    private const int Graph = 7;
    private const int Initializer = 5;
    private const int Name = 8;
    private const int RawData = 9;
    private const int Entries = 13;
    private const int Location = 14;

    /// <summary>Rewrites a graph.</summary>
    /// <param name="graph">The file; its weights must be raw data, as torch writes them.</param>
    /// <param name="place">The file for a weight: from its name to a path from the graph's folder. It is appended to.</param>
    /// <param name="write">Whether the weights are written there too.</param>
    /// <returns>The places.</returns>
    public static IReadOnlyCollection<string> Move(string graph, Func<string, string> place, bool write = true)
    {
        var files = new SortedDictionary<string, MemoryStream>(StringComparer.Ordinal);
        var rewritten = Rewrite(File.ReadAllBytes(graph), (Graph, bytes => Rewrite(bytes, (Initializer, tensor => MoveTensor(tensor, place, files)))));
        File.WriteAllBytes(graph, rewritten);
        foreach (var (path, content) in files)
        {
            using (content)
            {
                if (!write) continue;
                var file = Path.Combine(Path.GetDirectoryName(graph)!, path);
                Directory.CreateDirectory(Path.GetDirectoryName(file)!);
                File.WriteAllBytes(file, content.ToArray());
            }
        }

        return files.Keys;
    }

    private static byte[] MoveTensor(byte[] tensor, Func<string, string> place, SortedDictionary<string, MemoryStream> files)
    {
        var (name, data) = ("", (byte[]?)null);
        foreach (var (field, _, content) in Fields(tensor))
        {
            if (field == Name) name = Encoding.UTF8.GetString(content);
            else if (field == RawData) data = content;
        }

        if (data is null) return tensor;
        var path = place(name);
        if (!files.TryGetValue(path, out var file)) files[path] = file = new MemoryStream();
        using var moved = new MemoryStream();
        foreach (var (field, type, content) in Fields(tensor))
        {
            if (field != RawData) Write(moved, field, type, content);
        }

        Write(moved, Entries, 2, Entry("location", path));
        Write(moved, Entries, 2, Entry("offset", file.Length.ToString(CultureInfo.InvariantCulture)));
        Write(moved, Entries, 2, Entry("length", data.Length.ToString(CultureInfo.InvariantCulture)));
        Write(moved, Location, 0, [1]);
        file.Write(data);
        return moved.ToArray();
    }

    private static byte[] Entry(string key, string value)
    {
        using var entry = new MemoryStream();
        Write(entry, 1, 2, Encoding.UTF8.GetBytes(key));
        Write(entry, 2, 2, Encoding.UTF8.GetBytes(value));
        return entry.ToArray();
    }

    private static byte[] Rewrite(byte[] message, (int Field, Func<byte[], byte[]> Change) part)
    {
        using var result = new MemoryStream();
        foreach (var (field, type, content) in Fields(message)) Write(result, field, type, field == part.Field && type == 2 ? part.Change(content) : content);
        return result.ToArray();
    }

    // The content of a number is its own bytes.
    private static IEnumerable<(int Field, int Type, byte[] Content)> Fields(byte[] message)
    {
        for (var at = 0; at < message.Length;)
        {
            var tag = Number(message, ref at);
            var (field, type, start) = ((int)(tag >> 3), (int)(tag & 7), at);
            var length = 0;
            switch (type)
            {
                case 0:
                    Number(message, ref at);
                    break;
                case 2:
                    length = (int)Number(message, ref at);
                    start = at;
                    at += length;
                    break;
                default:
                    at += type == 1 ? 8 : 4;
                    break;
            }

            yield return (field, type, message[start..at]);
        }
    }

    private static ulong Number(byte[] message, ref int at)
    {
        var value = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            value |= (ulong)(next & 0x7F) << shift;
            if (next < 0x80) return value;
        }
    }

    private static void Write(MemoryStream to, int field, int type, byte[] content)
    {
        WriteNumber(to, ((ulong)field << 3) | (uint)type);
        if (type == 2) WriteNumber(to, (ulong)content.Length);
        to.Write(content);
    }

    private static void WriteNumber(MemoryStream to, ulong value)
    {
        for (; value >= 0x80; value >>= 7) to.WriteByte((byte)(value | 0x80));
        to.WriteByte((byte)value);
    }
}
