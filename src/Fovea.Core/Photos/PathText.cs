using System.Buffers;
using System.Globalization;
using System.Text;

namespace Fovea;

/// <summary>
/// Paths as text without loss. On Linux a file name is any bytes; bytes that are not UTF-8 become lone surrogates U+DC80…U+DCFF
/// (one a byte, the "surrogateescape" of Python's PEP 383), so that every name has one string and gets its bytes back.
/// On Windows lone surrogates in names are kept as WTF-8 would (three bytes each).
/// </summary>
public static class PathText
{
    private const char EscapeBase = '\uDC00';

    /// <summary>Whether the path holds bytes that are not UTF-8 (or, on Windows, a lone surrogate).</summary>
    public static bool HasInvalidText(ReadOnlySpan<char> path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (!char.IsSurrogate(path[i])) continue;
            if (char.IsHighSurrogate(path[i]) && i + 1 < path.Length && char.IsLowSurrogate(path[i + 1])) i++;
            else return true;
        }

        return false;
    }

    /// <summary>The text of a name given as bytes.</summary>
    public static string FromBytes(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder(bytes.Length);
        Span<char> chars = stackalloc char[2];
        while (!bytes.IsEmpty)
        {
            if (Rune.DecodeFromUtf8(bytes, out var rune, out var consumed) == OperationStatus.Done)
            {
                text.Append(chars[..rune.EncodeToUtf16(chars)]);
                bytes = bytes[consumed..];
            }
            else
            {
                text.Append((char)(EscapeBase + bytes[0]));
                bytes = bytes[1..];
            }
        }

        return text.ToString();
    }

    /// <summary>The bytes of a path: what <see cref="FromBytes"/> was given.</summary>
    public static byte[] ToBytes(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!HasInvalidText(path)) return Encoding.UTF8.GetBytes(path);

        var bytes = new ArrayBufferWriter<byte>(path.Length * 3);
        for (var i = 0; i < path.Length; i++)
        {
            var c = path[i];
            if (Rune.TryGetRuneAt(path, i, out var rune))
            {
                bytes.Advance(rune.EncodeToUtf8(bytes.GetSpan(4)));
                i += rune.Utf16SequenceLength - 1;
            }
            else if (c is >= '\uDC80' and <= '\uDCFF')
            {
                bytes.Write([(byte)(c - EscapeBase)]);
            }
            else
            {
                bytes.Write([(byte)(0xE0 | (c >> 12)), (byte)(0x80 | ((c >> 6) & 0x3F)), (byte)(0x80 | (c & 0x3F))]);
            }
        }

        return bytes.WrittenSpan.ToArray();
    }

    /// <summary>
    /// A path that is safe to show: control characters (which could drive a terminal) and bytes that are not text become
    /// visible escapes such as <c>\n</c> or <c>\xFF</c>. Never use the result to open a file.
    /// </summary>
    public static string ToDisplay(string path)
    {
        ArgumentNullException.ThrowIfNull(path);
        if (!NeedsEscape(path)) return path;

        var text = new StringBuilder(path.Length + 8);
        for (var i = 0; i < path.Length; i++)
        {
            if (!Rune.TryGetRuneAt(path, i, out var rune))
            {
                var value = path[i] is >= '\uDC80' and <= '\uDCFF' ? path[i] - EscapeBase : path[i];
                text.Append(CultureInfo.InvariantCulture, $"\\x{value:X2}");
            }
            else if (IsUnsafe(rune))
            {
                text.Append(rune.Value switch
                {
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    < 0x100 => string.Create(CultureInfo.InvariantCulture, $"\\x{rune.Value:X2}"),
                    _ => string.Create(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}"),
                });
            }
            else
            {
                text.Append(rune.ToString());
                i += rune.Utf16SequenceLength - 1;
            }
        }

        return text.ToString();
    }

    private static bool NeedsEscape(string path)
    {
        for (var i = 0; i < path.Length; i++)
        {
            if (!Rune.TryGetRuneAt(path, i, out var rune) || IsUnsafe(rune)) return true;
            i += rune.Utf16SequenceLength - 1;
        }

        return false;
    }

    // Control characters, and the format characters that reverse the direction of what follows them (U+202A…U+202E, U+2066…U+2069).
    private static bool IsUnsafe(Rune rune) =>
        Rune.IsControl(rune) || rune.Value is >= 0x202A and <= 0x202E or >= 0x2066 and <= 0x2069 or 0x2028 or 0x2029;
}
