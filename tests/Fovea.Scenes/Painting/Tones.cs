using System.Globalization;

namespace Fovea.Scenes.Painting;

/// <summary>Colours and the curves between them.</summary>
internal static class Tones
{
    /// <summary>"#ff8800" as a colour.</summary>
    public static Vector3 Hex(string text)
    {
        var value = int.Parse(text.AsSpan(1), NumberStyles.HexNumber, CultureInfo.InvariantCulture);
        return new Vector3((value >> 16) & 255, (value >> 8) & 255, value & 255) / 255f;
    }

    public static Vector3[] Palette(string colours) => [.. colours.Split(' ').Select(Hex)];

    /// <summary>Even steps of a palette, smoothly; t from 0 to 1.</summary>
    public static Vector3 Ramp(Vector3[] palette, float t)
    {
        var place = Math.Clamp(t, 0, 1) * (palette.Length - 1);
        var index = Math.Min((int)place, palette.Length - 2);
        return Vector3.Lerp(palette[index], palette[index + 1], Smooth(0, 1, place - index));
    }

    public static float Smooth(float from, float to, float value)
    {
        var t = Math.Clamp((value - from) / (to - from), 0, 1);
        return t * t * (3 - (2 * t));
    }

    public static Vector3 Mix(Vector3 a, Vector3 b, float t) => Vector3.Lerp(a, b, Math.Clamp(t, 0, 1));

    public static float Mix(float a, float b, float t) => a + ((b - a) * t);
}
