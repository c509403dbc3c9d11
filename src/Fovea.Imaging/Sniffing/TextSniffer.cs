using System.Text;
using System.Text.Unicode;

namespace Fovea.Imaging;

/// <summary>Texts: those that draw, run or fetch are told from those that only say something.</summary>
internal static class TextSniffer
{
    private const int HeadBytes = 4096;

    public static FileContent? Sniff(ReadOnlySpan<byte> bytes)
    {
        if (Head(bytes) is not { } head) return null;
        var start = head.TrimStart('\uFEFF', ' ', '\t', '\r', '\n', '\f');
        if (Contains(head, "<svg") || Contains(head, ":svg ")) return new FileContent(ContentKind.Unsafe, "SVG drawing");
        if (Contains(head, "<msl")) return new FileContent(ContentKind.Unsafe, "ImageMagick script");
        if (start.StartsWith("push graphic-context", StringComparison.Ordinal) || start.StartsWith("viewbox ", StringComparison.Ordinal))
        {
            return new FileContent(ContentKind.Unsafe, "ImageMagick drawing (MVG)");
        }

        if (start.StartsWith("%!", StringComparison.Ordinal)) return new FileContent(ContentKind.Unsafe, "PostScript document");
        if (Starts(start, "<!doctype html") || Starts(start, "<html") || Starts(start, "<head") || Starts(start, "<body") || Starts(start, "<script") || Contains(head, "<html"))
        {
            return new FileContent(ContentKind.Markup, "HTML page");
        }

        if (Starts(start, "<?xml") || Starts(start, "<!doctype")) return new FileContent(ContentKind.Markup, "XML document");
        if (start.StartsWith("#!", StringComparison.Ordinal) || Starts(start, "<?php")) return new FileContent(ContentKind.Markup, "script");
        if (start.StartsWith("/* XPM */", StringComparison.Ordinal)) return new FileContent(ContentKind.OtherPicture, "X pixmap (XPM)");
        return new FileContent(ContentKind.Other, "text");
    }

    // The beginning as text; null when it holds what no text holds.
    private static string? Head(ReadOnlySpan<byte> bytes)
    {
        var head = bytes[..Math.Min(bytes.Length, HeadBytes)];
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFF, 0xFE])) return Encoding.Unicode.GetString(head);
        if (head.StartsWith((ReadOnlySpan<byte>)[0xFE, 0xFF])) return Encoding.BigEndianUnicode.GetString(head);
        foreach (var b in head)
        {
            if (b < 0x20 && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f' or 0x1B) || b == 0x7F) return null;
        }

        // The cut may have split the last character, which has four bytes at most. Latin-1 texts have few bytes above 0x7F.
        if (Utf8.IsValid(head) || (head.Length == HeadBytes && IsValidButForTheEnd(head))) return Encoding.UTF8.GetString(head);
        var high = 0;
        foreach (var b in head) high += b >= 0x80 ? 1 : 0;
        return high * 4 < head.Length ? Encoding.Latin1.GetString(head) : null;
    }

    private static bool IsValidButForTheEnd(ReadOnlySpan<byte> head) =>
        Utf8.IsValid(head[..^1]) || Utf8.IsValid(head[..^2]) || Utf8.IsValid(head[..^3]);

    private static bool Contains(string text, string part) => text.Contains(part, StringComparison.OrdinalIgnoreCase);

    private static bool Starts(string text, string part) => text.StartsWith(part, StringComparison.OrdinalIgnoreCase);
}
