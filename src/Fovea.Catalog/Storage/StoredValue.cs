using System.Text;
using System.Text.Unicode;

namespace Fovea.Catalog.Storage;

/// <summary>From stored numbers and bytes to the words of Core. A value that a newer version wrote becomes the nearest that is known.</summary>
internal static class StoredValue
{
    /// <summary>Written for a failure whose reason is not there.</summary>
    public const string UnknownReason = "stored by a newer version of Fovea";

    public static string Path(ReadOnlySpan<byte> bytes) =>
        Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : PathText.FromBytes(bytes);

    public static ContentHash? Hash(Statement row, int column) => row.IsNull(column) ? null : ContentHash.FromBytes(row.GetBytes(column));

    // What is neither a photo nor known not to be one cannot be searched: shown as failed, with a reason.
    public static PhotoStatus Status(long value) =>
        value == (long)PhotoStatus.Indexed ? PhotoStatus.Indexed : Known<PhotoStatus>(value) ?? PhotoStatus.Failed;

    public static PhotoFailureKind FailureKind(long? value) => Known<PhotoFailureKind>(value) ?? PhotoFailureKind.UnknownFormat;

    public static PhotoFormat Format(long? value) => Known<PhotoFormat>(value) ?? PhotoFormat.Unknown;

    public static TakenAtSource TakenSource(long? value) => Known<TakenAtSource>(value) ?? TakenAtSource.FileModified;

    public static TakenAt? Taken(long? ticks, long? offsetMinutes, long? source)
    {
        if (ticks is not { } local || local < DateTime.MinValue.Ticks || local > DateTime.MaxValue.Ticks) return null;
        TimeSpan? offset = offsetMinutes is { } minutes and >= -1440 and <= 1440 ? TimeSpan.FromMinutes(minutes) : null;
        return new TakenAt(new DateTime(local, DateTimeKind.Unspecified), offset, TakenSource(source));
    }

    public static int? Colour(long? value) => value is >= 0 and <= 0xFFFFFF ? (int)value : null;

    private static T? Known<T>(long? value)
        where T : struct, Enum =>
        value is >= int.MinValue and <= int.MaxValue && Enum.IsDefined(typeof(T), (int)value.Value)
            ? (T)Enum.ToObject(typeof(T), (int)value.Value)
            : null;
}
