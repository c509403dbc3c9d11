namespace Fovea.Imaging;

/// <summary>Requests as bytes: little-endian numbers, texts with their length first, a file's bytes last.</summary>
internal static class RequestWire
{
    public static void Write(BinaryWriter writer, DecoderRequest request)
    {
        switch (request)
        {
            case DecoderRequest.Decode decode:
                writer.Write((byte)MessageKind.Decode);
                WriteSpec(writer, decode.Preprocessing);
                writer.Write(decode.Thumbnail is not null);
                if (decode.Thumbnail is { } thumbnail) WriteSize(writer, thumbnail);
                WriteSource(writer, decode.Source);
                break;
            case DecoderRequest.Preview preview:
                writer.Write((byte)MessageKind.Preview);
                WriteSize(writer, preview.Size);
                writer.Write((int)preview.Format);
                WriteSource(writer, preview.Source);
                break;
            case DecoderRequest.Write write:
                writer.Write((byte)MessageKind.Write);
                writer.Write(write.Width);
                writer.Write(write.Height);
                writer.Write((int)write.Format);
                WriteBytes(writer, write.Pixels.Span);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(request));
        }

        writer.Flush();
    }

    /// <summary>Reads what follows the kind.</summary>
    /// <param name="reader">The stream.</param>
    /// <param name="kind">The kind that was read.</param>
    /// <param name="buffer">Gives a buffer of at least so many bytes; it must stay as it is until the request is answered.</param>
    public static DecoderRequest Read(BinaryReader reader, MessageKind kind, Func<int, byte[]> buffer)
    {
        switch (kind)
        {
            case MessageKind.Decode:
                var spec = ReadSpec(reader);
                var thumbnail = reader.ReadBoolean() ? ReadSize(reader) : null;
                return new DecoderRequest.Decode(ReadSource(reader, buffer), spec, thumbnail);
            case MessageKind.Preview:
                var size = ReadSize(reader);
                var format = (PictureFormat)reader.ReadInt32();
                return new DecoderRequest.Preview(ReadSource(reader, buffer), size, format);
            case MessageKind.Write:
                var (width, height, encoding) = (reader.ReadInt32(), reader.ReadInt32(), (PictureFormat)reader.ReadInt32());
                return new DecoderRequest.Write(width, height, ReadBytes(reader, buffer), encoding);
            default:
                throw new InvalidDataException(FormattableString.Invariant($"The decoder was sent a message of kind {kind}."));
        }
    }

    private static void WriteSource(BinaryWriter writer, PhotoSource source)
    {
        writer.Write(source.Name);
        WriteBytes(writer, source.Bytes.Span);
    }

    private static PhotoSource ReadSource(BinaryReader reader, Func<int, byte[]> buffer)
    {
        var name = reader.ReadString();
        return new PhotoSource(name, ReadBytes(reader, buffer));
    }

    private static void WriteBytes(BinaryWriter writer, ReadOnlySpan<byte> bytes)
    {
        writer.Write(bytes.Length);
        writer.Write(bytes);
    }

    private static ReadOnlyMemory<byte> ReadBytes(BinaryReader reader, Func<int, byte[]> buffer)
    {
        var length = reader.ReadInt32();
        var bytes = buffer(length).AsMemory(0, length);
        reader.BaseStream.ReadExactly(bytes.Span);
        return bytes;
    }

    private static void WriteSize(BinaryWriter writer, ThumbnailSpec size)
    {
        writer.Write(size.ShortSide);
        writer.Write(size.LongSide);
    }

    private static ThumbnailSpec ReadSize(BinaryReader reader) => new() { ShortSide = reader.ReadInt32(), LongSide = reader.ReadInt32() };

    // Mean and deviation are the encoder's; the decoder gives 8-bit pixels.
    private static void WriteSpec(BinaryWriter writer, PreprocessSpec spec)
    {
        writer.Write(spec.Width);
        writer.Write(spec.Height);
        writer.Write(spec.ResizeTo ?? 0);
        writer.Write((int)spec.Mode);
        writer.Write((int)spec.Interpolation);
        writer.Write(spec.Fill);
    }

    private static PreprocessSpec ReadSpec(BinaryReader reader)
    {
        var (width, height, resizeTo) = (reader.ReadInt32(), reader.ReadInt32(), reader.ReadInt32());
        return new PreprocessSpec
        {
            Width = width,
            Height = height,
            ResizeTo = resizeTo == 0 ? null : resizeTo,
            Mode = (ResizeMode)reader.ReadInt32(),
            Interpolation = (Interpolation)reader.ReadInt32(),
            Fill = reader.ReadByte(),
        };
    }
}
