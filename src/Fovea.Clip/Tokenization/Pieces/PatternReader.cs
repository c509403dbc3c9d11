using System.Text.Json;
using System.Text.RegularExpressions;

namespace Fovea.Clip;

/// <summary>Reads a <c>pattern</c>: a text as it is, or a regular expression.</summary>
internal static class PatternReader
{
    /// <summary>Reads it.</summary>
    /// <exception cref="UnknownPartException">It is no pattern that this engine runs in linear time.</exception>
    public static Regex Read(JsonElement part)
    {
        var pattern = part.Property("pattern");
        if (pattern?.Text("String") is { Length: > 0 } text) return new Regex(Regex.Escape(text), RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        if (pattern?.Text("Regex") is not { Length: > 0 } expression) throw new FormatException("a pattern is missing");
        try
        {
            return new Regex(expression, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking);
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            throw new UnknownPartException($"its pattern {expression} is not known.");
        }
    }
}
