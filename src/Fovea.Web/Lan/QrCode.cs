using System.Collections;
using System.Globalization;
using System.Text;
using QRCoder;

namespace Fovea.Web.Lan;

/// <summary>QR codes (ISO/IEC 18004, error correction M) as pictures that need no file.</summary>
public static class QrCode
{
    /// <summary>
    /// As an SVG element: black on white with the quiet zone, as large as the page makes it. Holds no style and no script, and of the text nothing
    /// but its pattern.
    /// </summary>
    /// <param name="text">What a phone reads; at most some 2,000 characters.</param>
    public static string ToSvg(string text)
    {
        var rows = Modules(text);
        var path = new StringBuilder();
        for (var y = 0; y < rows.Count; y++)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                var start = x;
                while (x < rows.Count && rows[y][x]) x++;
                if (x > start) path.Append(CultureInfo.InvariantCulture, $"M{start} {y}h{x - start}v1h-{x - start}z");
            }
        }

        var size = rows.Count.ToString(CultureInfo.InvariantCulture);
        return $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {size} {size}\" shape-rendering=\"crispEdges\" role=\"img\">"
            + $"<rect width=\"{size}\" height=\"{size}\" fill=\"#fff\"/><path d=\"{path}\" fill=\"#000\"/></svg>";
    }

    /// <summary>
    /// As lines of half blocks, two modules a character, for a terminal. The blocks are what is white: print it bright on a dark ground.
    /// </summary>
    /// <param name="text">What a phone reads; at most some 2,000 characters.</param>
    public static string ToText(string text)
    {
        var rows = Modules(text);
        var lines = new StringBuilder();
        for (var y = 0; y < rows.Count; y += 2)
        {
            for (var x = 0; x < rows.Count; x++)
            {
                var below = y + 1 >= rows.Count || !rows[y + 1][x];
                lines.Append((!rows[y][x], below) switch { (true, true) => '█', (true, false) => '▀', (false, true) => '▄', _ => ' ' });
            }

            lines.Append('\n');
        }

        return lines.ToString();
    }

    private static List<BitArray> Modules(string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(text);
        using var data = QRCodeGenerator.GenerateQrCode(text, QRCodeGenerator.ECCLevel.M);
        return [.. data.ModuleMatrix];
    }
}
