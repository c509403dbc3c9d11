namespace Fovea.Imaging;

/// <summary>Answers as bytes. A damaged decoder may send anything: every length is checked before it is believed.</summary>
internal static class AnswerWire
{
    private const byte DecodedCase = 1;
    private const byte FailedCase = 2;
    private const byte NotAPhotoCase = 3;
    private const byte FileCase = 4;

    // Far more than any answer: a preview is at most a few megapixels.
    private const int MostBytes = 256 << 20;
    private const int LongestSide = 16_384;

    public static void Write(BinaryWriter writer, PhotoOutcome outcome)
    {
        writer.Write((byte)MessageKind.Answer);
        switch (outcome)
        {
            case PhotoOutcome.Decoded decoded:
                writer.Write(DecodedCase);
                writer.Write(decoded.Tile.Width);
                writer.Write(decoded.Tile.Height);
                writer.Write(decoded.Tile.Pixels);
                MetadataWire.Write(writer, decoded.Metadata);
                WriteThumbnail(writer, decoded.Thumbnail);
                break;
            case PhotoOutcome.Failed failed:
                WriteFailure(writer, failed.Failure);
                break;
            case PhotoOutcome.NotAPhoto other:
                writer.Write(NotAPhotoCase);
                writer.Write(other.What);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(outcome));
        }

        writer.Flush();
    }

    public static void Write(BinaryWriter writer, PhotoPreview preview)
    {
        writer.Write((byte)MessageKind.Answer);
        switch (preview)
        {
            case PhotoPreview.Made made:
                writer.Write(FileCase);
                writer.Write(made.Width);
                writer.Write(made.Height);
                WriteBytes(writer, made.Bytes.Span);
                break;
            case PhotoPreview.Failed failed:
                WriteFailure(writer, failed.Failure);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(preview));
        }

        writer.Flush();
    }

    public static PhotoOutcome ReadOutcome(BinaryReader reader) => reader.ReadByte() switch
    {
        DecodedCase => ReadDecoded(reader),
        FailedCase => new PhotoOutcome.Failed(ReadFailure(reader)),
        NotAPhotoCase => new PhotoOutcome.NotAPhoto(reader.ReadString()),
        var other => throw Garbled(other),
    };

    public static PhotoPreview ReadPreview(BinaryReader reader) => reader.ReadByte() switch
    {
        FileCase => ReadFile(reader),
        FailedCase => new PhotoPreview.Failed(ReadFailure(reader)),
        var other => throw Garbled(other),
    };

    private static PhotoPreview.Made ReadFile(BinaryReader reader)
    {
        var (width, height) = (ReadSide(reader), ReadSide(reader));
        return new PhotoPreview.Made(ReadBytes(reader), width, height);
    }

    private static PhotoOutcome.Decoded ReadDecoded(BinaryReader reader)
    {
        var tile = new PixelTile(ReadSide(reader), ReadSide(reader));
        try
        {
            reader.BaseStream.ReadExactly(tile.Pixels);
            var metadata = MetadataWire.Read(reader);
            return new PhotoOutcome.Decoded(tile, metadata) { Thumbnail = ReadThumbnail(reader) };
        }
        catch
        {
            tile.Dispose();
            throw;
        }
    }

    private static void WriteThumbnail(BinaryWriter writer, PhotoThumbnail? thumbnail)
    {
        writer.Write(thumbnail is not null);
        if (thumbnail is null) return;
        writer.Write(thumbnail.Width);
        writer.Write(thumbnail.Height);
        writer.Write(thumbnail.Colour);
        WriteBytes(writer, thumbnail.Jpeg.Span);
    }

    private static PhotoThumbnail? ReadThumbnail(BinaryReader reader)
    {
        if (!reader.ReadBoolean()) return null;
        var (width, height, colour) = (ReadSide(reader), ReadSide(reader), reader.ReadInt32());
        return new PhotoThumbnail(ReadBytes(reader), width, height, colour);
    }

    private static void WriteFailure(BinaryWriter writer, PhotoFailure failure)
    {
        writer.Write(FailedCase);
        writer.Write((int)failure.Kind);
        writer.Write(failure.Reason);
    }

    private static PhotoFailure ReadFailure(BinaryReader reader)
    {
        var kind = (PhotoFailureKind)reader.ReadInt32();
        return Enum.IsDefined(kind) ? new PhotoFailure(kind, reader.ReadString()) : throw Garbled((int)kind);
    }

    private static void WriteBytes(BinaryWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static byte[] ReadBytes(BinaryReader reader)
    {
        var length = reader.ReadInt32();
        if (length is < 0 or > MostBytes) throw Garbled(length);
        var bytes = GC.AllocateUninitializedArray<byte>(length);
        reader.BaseStream.ReadExactly(bytes);
        return bytes;
    }

    private static int ReadSide(BinaryReader reader)
    {
        var side = reader.ReadInt32();
        return side is > 0 and <= LongestSide ? side : throw Garbled(side);
    }

    private static InvalidDataException Garbled(int value) => new(FormattableString.Invariant($"The decoder's answer cannot be read ({value})."));
}
