using System.Text;

namespace Fovea.Imaging;

/// <summary>
/// What the "meta" box of a HEIF file (ISO 23008-12; boxes: ISO 14496-12, 8.11) says about its items. Built for hostile input: counts are
/// believed only as far as there are bytes for them, and what is damaged makes the whole unread.
/// </summary>
internal sealed class HeifMeta
{
    /// <summary>More parts than any camera's file has: a grid of 200 megapixels has some 800.</summary>
    private const int MaxParts = 16_384;

    private readonly Dictionary<uint, HeifItem> _items = [];
    private int _parts;

    private HeifMeta()
    {
    }

    /// <summary>The picture that the file is about; 0 when not said.</summary>
    public uint Primary { get; private set; }

    /// <summary>"The item <c>From</c> is the thumbnail (thmb), an auxiliary picture (auxl) or made (dimg) of <c>To</c>."</summary>
    public List<(string Type, uint From, uint To)> References { get; } = [];

    /// <summary>Properties as whole boxes; an item names them by position, from 1 on.</summary>
    public List<byte[]> Properties { get; } = [];

    /// <summary>Reads the box. False when there is none, or it is damaged. Never throws.</summary>
    public static bool TryRead(ReadOnlySpan<byte> file, out HeifMeta meta)
    {
        meta = new HeifMeta();
        if (!Box.TryFind(file, "meta"u8, out var box) || box.Content.Length < 4) return false;
        var rest = box.Content[4..];
        var isRead = true;
        while (isRead && Box.TryTake(ref rest, out var child))
        {
            isRead = Encoding.Latin1.GetString(child.Type) switch
            {
                "pitm" => meta.ReadPrimary(child.Content),
                "iinf" => meta.ReadItems(child.Content),
                "iloc" => meta.ReadPlaces(child.Content),
                "iref" => meta.ReadReferences(child.Content),
                "iprp" => meta.ReadProperties(child.Content),
                _ => true,
            };
        }

        return isRead && meta._items.ContainsKey(meta.Primary);
    }

    /// <summary>An item; null when the file has none of that number.</summary>
    public HeifItem? Find(uint id) => _items.GetValueOrDefault(id);

    /// <summary>An item's property of a type, as a whole box; empty when it has none.</summary>
    public ReadOnlySpan<byte> Property(HeifItem item, ReadOnlySpan<byte> type)
    {
        foreach (var (number, _) in item.Properties)
        {
            if (number >= 1 && number <= Properties.Count && Properties[number - 1].AsSpan(4, 4).SequenceEqual(type)) return Properties[number - 1];
        }

        return default;
    }

    private HeifItem Item(uint id)
    {
        if (!_items.TryGetValue(id, out var item)) _items[id] = item = new HeifItem();
        return item;
    }

    private bool Count() => ++_parts <= MaxParts;

    private bool ReadPrimary(ReadOnlySpan<byte> content)
    {
        var reader = new BigEndianReader(content);
        Primary = reader.UInt32() >> 24 == 0 ? reader.UInt16() : reader.UInt32();
        return !reader.IsShort;
    }

    private bool ReadItems(ReadOnlySpan<byte> content)
    {
        var reader = new BigEndianReader(content);
        reader.Take(reader.UInt32() >> 24 == 0 ? 2 : 4);
        var rest = reader.Rest;
        while (Box.TryTake(ref rest, out var entry))
        {
            var fields = new BigEndianReader(entry.Content);
            var version = fields.UInt32() >> 24;
            if (version < 2) continue;
            var id = version == 2 ? fields.UInt16() : fields.UInt32();
            fields.UInt16();
            var type = fields.Take(4);
            if (fields.IsShort || !Count()) return false;
            Item(id).Type = Encoding.Latin1.GetString(type);
        }

        return true;
    }

    private bool ReadPlaces(ReadOnlySpan<byte> content)
    {
        var reader = new BigEndianReader(content);
        var version = reader.UInt32() >> 24;
        var sizes = reader.UInt16();
        int offsetSize = sizes >> 12, lengthSize = (sizes >> 8) & 15, baseSize = (sizes >> 4) & 15, indexSize = version == 0 ? 0 : sizes & 15;
        var count = version < 2 ? reader.UInt16() : reader.UInt32();
        for (var i = 0; i < count; i++)
        {
            var item = Item(version < 2 ? reader.UInt16() : reader.UInt32());
            var isInFile = version == 0 || (reader.UInt16() & 15) == 0;
            isInFile &= reader.UInt16() == 0;
            var start = reader.Number(baseSize);
            var extents = reader.UInt16();
            for (var e = 0; e < extents; e++)
            {
                reader.Number(indexSize);
                var offset = reader.Number(offsetSize);
                var length = reader.Number(lengthSize);
                if (reader.IsShort || !Count() || offset > long.MaxValue - start) return false;
                item.Extents.Add((start + offset, length));
            }

            if (reader.IsShort || !Count()) return false;
            item.IsPlaced = isInFile && extents > 0;
        }

        return true;
    }

    private bool ReadReferences(ReadOnlySpan<byte> content)
    {
        var reader = new BigEndianReader(content);
        var isLong = reader.UInt32() >> 24 != 0;
        var rest = reader.Rest;
        while (Box.TryTake(ref rest, out var entry))
        {
            var type = Encoding.Latin1.GetString(entry.Type);
            var fields = new BigEndianReader(entry.Content);
            var from = isLong ? fields.UInt32() : fields.UInt16();
            var count = fields.UInt16();
            for (var i = 0; i < count; i++)
            {
                var to = isLong ? fields.UInt32() : fields.UInt16();
                if (fields.IsShort || !Count()) return false;
                References.Add((type, from, to));
            }
        }

        return !reader.IsShort;
    }

    private bool ReadProperties(ReadOnlySpan<byte> content)
    {
        while (Box.TryTake(ref content, out var box))
        {
            if (box.Type.SequenceEqual("ipco"u8))
            {
                var rest = box.Content;
                while (Box.TryTake(ref rest, out var property))
                {
                    if (!Count()) return false;
                    Properties.Add(property.Whole.ToArray());
                }
            }
            else if (box.Type.SequenceEqual("ipma"u8) && !ReadAssociations(box.Content))
            {
                return false;
            }
        }

        return true;
    }

    private bool ReadAssociations(ReadOnlySpan<byte> content)
    {
        var reader = new BigEndianReader(content);
        var head = reader.UInt32();
        var (isLong, isWide) = (head >> 24 != 0, (head & 1) != 0);
        var count = reader.UInt32();
        for (var i = 0; i < count; i++)
        {
            var item = Item(isLong ? reader.UInt32() : reader.UInt16());
            var properties = reader.Byte();
            for (var p = 0; p < properties; p++)
            {
                var value = isWide ? reader.UInt16() : reader.Byte();
                var essential = isWide ? 0x8000 : 0x80;
                if (reader.IsShort || !Count()) return false;
                item.Properties.Add((value & ~essential, (value & essential) != 0));
            }

            if (reader.IsShort || !Count()) return false;
        }

        return true;
    }
}
