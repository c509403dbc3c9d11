using System.IO.Hashing;
using System.Text;

namespace Fovea.Vectors.Segments;

/// <summary>Which segments make an index: the file <c>current</c> of a space (docs/formats/segment.md).</summary>
/// <param name="Stamp">What the catalog remembers this saving by.</param>
/// <param name="Space">The space's id.</param>
/// <param name="Version">The space's version in the catalog.</param>
/// <param name="Parts">The segments.</param>
internal sealed record Manifest(string Stamp, string Space, long Version, IReadOnlyList<ManifestPart> Parts)
{
    private const uint Format = 1;

    private static ReadOnlySpan<byte> Magic => "FOVEAIDX"u8;

    /// <summary>Writes it.</summary>
    public byte[] ToBytes()
    {
        using var memory = new MemoryStream();
        using var writer = new BinaryWriter(memory, Encoding.UTF8);
        writer.Write(Magic);
        writer.Write(Format);
        writer.Write(Stamp);
        writer.Write(Space);
        writer.Write(Version);
        writer.Write(Parts.Count);
        foreach (var part in Parts)
        {
            writer.Write(part.Identity.ToByteArray());
            writer.Write(part.Count);
            writer.Write(part.Live is not null);
            foreach (var word in part.Live ?? []) writer.Write(word);
        }

        writer.Write(XxHash3.HashToUInt64(memory.ToArray()));
        return memory.ToArray();
    }

    /// <summary>Reads one; null if it is not one, not whole, or of a format that this program does not know.</summary>
    public static Manifest? Read(byte[] bytes)
    {
        if (bytes.Length < Magic.Length + sizeof(uint) + sizeof(ulong) || !bytes.AsSpan().StartsWith(Magic)) return null;
        var content = bytes.AsSpan(0, bytes.Length - sizeof(ulong));
        if (XxHash3.HashToUInt64(content) != BitConverter.ToUInt64(bytes, content.Length)) return null;
        using var reader = new BinaryReader(new MemoryStream(bytes, Magic.Length, content.Length - Magic.Length), Encoding.UTF8);
        if (reader.ReadUInt32() != Format) return null;
        var (stamp, space, version) = (reader.ReadString(), reader.ReadString(), reader.ReadInt64());
        var parts = new ManifestPart[reader.ReadInt32()];
        for (var i = 0; i < parts.Length; i++)
        {
            var (identity, count, hasGone) = (new Guid(reader.ReadBytes(16)), reader.ReadInt32(), reader.ReadBoolean());
            var live = hasGone ? new ulong[new SegmentShape(1, count).Blocks] : null;
            for (var word = 0; word < (live?.Length ?? 0); word++) live![word] = reader.ReadUInt64();
            parts[i] = new ManifestPart(identity, count, live);
        }

        return new Manifest(stamp, space, version, parts);
    }
}
