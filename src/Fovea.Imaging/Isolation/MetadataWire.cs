namespace Fovea.Imaging;

/// <summary>A photo's metadata as bytes.</summary>
internal static class MetadataWire
{
    public static void Write(BinaryWriter writer, PhotoMetadata metadata)
    {
        writer.Write((int)metadata.Format);
        writer.Write(metadata.Width);
        writer.Write(metadata.Height);
        writer.Write(metadata.TakenAt is not null);
        if (metadata.TakenAt is { } taken)
        {
            writer.Write(taken.Local.Ticks);
            WriteOptional(writer, taken.Offset?.Ticks, writer.Write);
            writer.Write((int)taken.Source);
        }

        WriteText(writer, metadata.CameraMake);
        WriteText(writer, metadata.CameraModel);
        WriteText(writer, metadata.Lens);
        writer.Write(metadata.Location is not null);
        if (metadata.Location is { } place)
        {
            writer.Write(place.Latitude);
            writer.Write(place.Longitude);
            WriteOptional(writer, place.Altitude, writer.Write);
        }

        WriteOptional(writer, metadata.Rating, writer.Write);
    }

    public static PhotoMetadata Read(BinaryReader reader) => new()
    {
        Format = (PhotoFormat)reader.ReadInt32(),
        Width = reader.ReadInt32(),
        Height = reader.ReadInt32(),
        TakenAt = reader.ReadBoolean() ? ReadTime(reader) : null,
        CameraMake = ReadText(reader),
        CameraModel = ReadText(reader),
        Lens = ReadText(reader),
        Location = reader.ReadBoolean() ? ReadPlace(reader) : null,
        Rating = ReadOptional(reader, reader.ReadInt32),
    };

    private static TakenAt ReadTime(BinaryReader reader)
    {
        var local = new DateTime(reader.ReadInt64(), DateTimeKind.Unspecified);
        var offset = ReadOptional(reader, reader.ReadInt64);
        return new TakenAt(local, offset is { } ticks ? TimeSpan.FromTicks(ticks) : null, (TakenAtSource)reader.ReadInt32());
    }

    private static GeoPoint ReadPlace(BinaryReader reader)
    {
        var (latitude, longitude) = (reader.ReadDouble(), reader.ReadDouble());
        return new GeoPoint(latitude, longitude, ReadOptional(reader, reader.ReadDouble));
    }

    private static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        if (text is not null) writer.Write(text);
    }

    private static string? ReadText(BinaryReader reader) => reader.ReadBoolean() ? reader.ReadString() : null;

    private static void WriteOptional<T>(BinaryWriter writer, T? value, Action<T> write)
        where T : struct
    {
        writer.Write(value is not null);
        if (value is { } number) write(number);
    }

    private static T? ReadOptional<T>(BinaryReader reader, Func<T> read)
        where T : struct => reader.ReadBoolean() ? read() : null;
}
