using System.Globalization;
using System.Text;

namespace Fovea;

/// <summary>Paths as "file" URIs (RFC 8089) and percent-encoded (RFC 3986): from the bytes of the name, so that every path has one.</summary>
public static class FileUri
{
    /// <summary>The URI of an absolute path.</summary>
    public static string Of(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return OperatingSystem.IsWindows() ? "file:///" + Encode(path.Replace('\\', '/'), "/-._~:"u8) : "file://" + Encode(path, "/-._~"u8);
    }

    /// <summary>A path with everything but ASCII letters, digits, "-", ".", "_", "~" and "/" as %XX, one for each byte.</summary>
    public static string Encode(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return Encode(path, "/-._~"u8);
    }

    private static string Encode(string path, ReadOnlySpan<byte> plain)
    {
        var text = new StringBuilder(path.Length + 16);
        foreach (var b in PathText.ToBytes(path))
        {
            if (char.IsAsciiLetterOrDigit((char)b) || plain.Contains(b)) text.Append((char)b);
            else text.Append(CultureInfo.InvariantCulture, $"%{b:X2}");
        }

        return text.ToString();
    }
}
