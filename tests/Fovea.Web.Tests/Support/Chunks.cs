using System.Globalization;
using System.Text;

namespace Fovea.Web.Tests.Support;

/// <summary>The chunked transfer coding of HTTP/1.1 (RFC 9112, 7.1): an answer whose length was not known when it began.</summary>
internal static class Chunks
{
    /// <summary>What the chunks hold together; of an answer that was broken off, what came.</summary>
    public static byte[] Join(ReadOnlySpan<byte> coded)
    {
        using var joined = new MemoryStream();
        while (coded.IndexOf("\r\n"u8) is >= 0 and var end && int.Parse(Encoding.ASCII.GetString(coded[..end]), NumberStyles.HexNumber, CultureInfo.InvariantCulture) is > 0 and var length)
        {
            var rest = coded[(end + 2)..];
            joined.Write(rest[..Math.Min(length, rest.Length)]);
            coded = rest[Math.Min(length + 2, rest.Length)..];
        }

        return joined.ToArray();
    }
}
