using System.Buffers.Binary;

namespace Fovea.Web.Tests.Support;

/// <summary>A reader of the layout's bytes, written from the words of the guide.</summary>
internal sealed record Layout(
    int Strong, int Possible, IReadOnlyList<long> Ids, IReadOnlyList<string> Versions, IReadOnlyList<DateOnly?> Days, IReadOnlyList<int> Ratios, IReadOnlyList<int> Colours,
    IReadOnlyList<bool> Offline, IReadOnlyList<bool> Favourites, IReadOnlyList<string?> Strengths)
{
    private static readonly string?[] Names = [null, "strong", "possible", "weak"];

    public static Layout Read(byte[] bytes)
    {
        Assert.Equal("FVL1"u8.ToArray(), bytes[..4]);
        var count = Number(bytes, 4);
        Assert.Equal(16 + (17 * count), bytes.Length);
        var all = Enumerable.Range(0, count).ToList();
        return new Layout(
            Number(bytes, 8),
            Number(bytes, 12),
            all.ConvertAll(i => (long)BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(16 + (4 * i)))),
            all.ConvertAll(i => BinaryPrimitives.ReadUInt32LittleEndian(bytes.AsSpan(16 + (4 * (count + i)))).ToString("x8", System.Globalization.CultureInfo.InvariantCulture)),
            all.ConvertAll(i => Day(Number(bytes, 16 + (4 * ((2 * count) + i))))),
            all.ConvertAll(i => (int)BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(16 + (12 * count) + (2 * i)))),
            all.ConvertAll(i => (int)BinaryPrimitives.ReadUInt16LittleEndian(bytes.AsSpan(16 + (14 * count) + (2 * i)))),
            all.ConvertAll(i => (bytes[16 + (16 * count) + i] & 1) != 0),
            all.ConvertAll(i => (bytes[16 + (16 * count) + i] & 2) != 0),
            all.ConvertAll(i => Names[bytes[16 + (16 * count) + i] >> 2]));
    }

    private static int Number(byte[] bytes, int at) => BinaryPrimitives.ReadInt32LittleEndian(bytes.AsSpan(at));

    private static DateOnly? Day(int day) => day == int.MinValue ? null : new DateOnly(1970, 1, 1).AddDays(day);
}
