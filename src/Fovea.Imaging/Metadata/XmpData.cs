using System.Globalization;
using System.Xml;

namespace Fovea.Imaging;

/// <summary>The fields of an XMP packet (ISO 16684-1) that matter here, written as attributes or as elements.</summary>
internal sealed class XmpData
{
    private const int MaxBytes = 4 << 20;
    private const string Photoshop = "http://ns.adobe.com/photoshop/1.0/";
    private const string Xap = "http://ns.adobe.com/xap/1.0/";
    private const string Tiff = "http://ns.adobe.com/tiff/1.0/";
    private const string Exif = "http://ns.adobe.com/exif/1.0/";
    private const string Aux = "http://ns.adobe.com/exif/1.0/aux/";
    private const string ExifEx = "http://cipa.jp/exif/1.0/";

    private readonly Dictionary<(string Namespace, string Name), string> _values = [];

    /// <summary>Reads a packet. Never throws: what was read before the first error counts.</summary>
    public static XmpData Read(ReadOnlyMemory<byte> packet)
    {
        var data = new XmpData();
        if (packet.IsEmpty || packet.Length > MaxBytes) return data;
        try
        {
            using var reader = XmlReader.Create(new MemoryStream(Trim(packet).ToArray()), new XmlReaderSettings
            {
                DtdProcessing = DtdProcessing.Prohibit,
                XmlResolver = null,
                ConformanceLevel = ConformanceLevel.Fragment,
                CheckCharacters = false,
            });
            data.ReadAll(reader);
        }
        catch (XmlException)
        {
            // Damaged packets are common; the other sources remain.
        }

        return data;
    }

    /// <summary>photoshop:DateCreated, else exif:DateTimeOriginal, else xmp:CreateDate.</summary>
    public TakenAt? TakenAt =>
        Time(Photoshop, "DateCreated") ?? Time(Exif, "DateTimeOriginal") ?? Time(Xap, "CreateDate");

    /// <summary>xmp:Rating; −1 is "rejected".</summary>
    public int? Rating =>
        double.TryParse(Value(Xap, "Rating"), NumberStyles.Float, CultureInfo.InvariantCulture, out var rating) && rating is >= -1 and <= 5 ? (int)rating : null;

    /// <summary>tiff:Make.</summary>
    public string? Make => Value(Tiff, "Make");

    /// <summary>tiff:Model.</summary>
    public string? Model => Value(Tiff, "Model");

    /// <summary>aux:Lens or exifEX:LensModel.</summary>
    public string? Lens => Value(ExifEx, "LensModel") ?? Value(Aux, "Lens");

    /// <summary>exif:GPSLatitude and so on, as "52,31.2345N".</summary>
    public GeoPoint? Location =>
        Coordinate(Value(Exif, "GPSLatitude"), 'N', 'S') is { } latitude && Coordinate(Value(Exif, "GPSLongitude"), 'E', 'W') is { } longitude
            ? GpsDirectory.Checked(latitude, longitude, Altitude())
            : null;

    private void ReadAll(XmlReader reader)
    {
        (string, string) element = default;
        while (reader.Read())
        {
            switch (reader.NodeType)
            {
                case XmlNodeType.Element:
                    element = (reader.NamespaceURI, reader.LocalName);
                    while (reader.MoveToNextAttribute()) Keep((reader.NamespaceURI, reader.LocalName), reader.Value);
                    break;
                case XmlNodeType.Text or XmlNodeType.CDATA:
                    Keep(element, reader.Value);
                    break;
                case XmlNodeType.EndElement:
                    element = default;
                    break;
            }
        }
    }

    private void Keep((string Namespace, string Name) key, string value)
    {
        if (key.Namespace is Photoshop or Xap or Tiff or Exif or Aux or ExifEx) _values.TryAdd(key, value);
    }

    private string? Value(string space, string name) => ExifText.Clean(_values.GetValueOrDefault((space, name)));

    // ISO 8601 at any precision from the day on; a year or a month alone is no time to sort by.
    private TakenAt? Time(string space, string name)
    {
        if (Value(space, name) is not { Length: >= 10 } text) return null;
        var zone = text.Length > 10 ? text.AsSpan(10).IndexOfAny("Zz+-") : -1;
        var offset = zone < 0 ? null : ExifTime.ParseOffset(text[(10 + zone)..]);
        var local = zone < 0 ? text : text[..(10 + zone)];
        return DateTime.TryParse(local, CultureInfo.InvariantCulture, DateTimeStyles.None, out var time) && ExifTime.IsPlausible(time)
            ? new TakenAt(time, offset, TakenAtSource.Xmp)
            : null;
    }

    private double? Altitude()
    {
        var parts = Value(Exif, "GPSAltitude")?.Split('/');
        if (parts is null || !double.TryParse(parts[0], NumberStyles.Float, CultureInfo.InvariantCulture, out var metres)) return null;
        if (parts.Length == 2 && double.TryParse(parts[1], NumberStyles.Float, CultureInfo.InvariantCulture, out var divisor)) metres /= divisor;
        return Value(Exif, "GPSAltitudeRef") == "1" ? -Math.Abs(metres) : metres;
    }

    private static double? Coordinate(string? text, char positive, char negative)
    {
        if (text is not { Length: > 1 } || (text[^1] != positive && text[^1] != negative)) return null;
        var sum = 0.0;
        var unit = 1.0;
        foreach (var part in text[..^1].Split(','))
        {
            if (!double.TryParse(part, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) || value < 0) return null;
            sum += value / unit;
            unit *= 60;
        }

        return text[^1] == negative ? -sum : sum;
    }

    private static ReadOnlyMemory<byte> Trim(ReadOnlyMemory<byte> packet)
    {
        var end = packet.Span.LastIndexOfAnyExcept((byte)0, (byte)' ');
        return packet[..(end + 1)];
    }
}
