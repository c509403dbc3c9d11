using System.Text;

namespace Fovea.Clip;

/// <summary>Recognises what commonly lies where a model's file should be.</summary>
internal static class NotAModelFile
{
    /// <summary>What the bytes are instead, as a sentence; null when nothing is recognised.</summary>
    /// <param name="start">The file's beginning.</param>
    /// <param name="json">Whether JSON is what is expected.</param>
    public static string? Describe(ReadOnlySpan<byte> start, bool json = false)
    {
        if (start.IsEmpty) return "it is empty.";
        if (start.StartsWith("version https://git-lfs"u8)) return "it is a Git LFS pointer, not the file itself; run \"git lfs pull\" where it was cloned.";

        var text = Encoding.Latin1.GetString(start[..Math.Min(start.Length, 512)]).TrimStart('\u00EF', '\u00BB', '\u00BF', ' ', '\t', '\r', '\n');
        if (text.StartsWith('<')) return "it is a web page (HTML or XML), probably an error page that was saved in its place.";
        if (!json && (text.StartsWith('{') || text.StartsWith('['))) return "it is a JSON text, not an ONNX graph.";
        return null;
    }
}
