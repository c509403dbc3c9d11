using System.Globalization;

namespace Fovea.Clip;

/// <summary>
/// Where the bytes of a tensor are that a graph does not hold itself: ONNX external data, as graphs of more than 2 GB have them. Such a graph could name any
/// file on the machine, so only files in its own folder are taken. Source: https://onnx.ai/onnx/repo-docs/ExternalData.html.
/// </summary>
/// <param name="Location">The file, as a path from the graph's folder with forward slashes.</param>
/// <param name="Offset">Where they begin, in bytes.</param>
/// <param name="Length">How many they are; null: all that follow.</param>
internal sealed record ExternalData(string Location, long Offset, long? Length)
{
    /// <summary>Tells what a tensor's entries mean.</summary>
    /// <param name="graph">The graph's path.</param>
    /// <param name="entries">The tensor's <c>external_data</c>.</param>
    /// <exception cref="ModelException">They lead out of the graph's folder, or mean nothing.</exception>
    public static ExternalData Parse(string graph, IReadOnlyDictionary<string, string> entries)
    {
        var location = entries.GetValueOrDefault("location", "");
        return IsBelow(location)
            ? new ExternalData(location, Number("offset") ?? 0, Number("length"))
            : throw ModelError.Unsupported(
                graph,
                $"its weights lie in \"{location}\" (ONNX external data), which is no file in its own folder.",
                "Such a graph could read any file on this machine. Use the variant of the model whose graph holds its weights, or convert it with onnx.save(onnx.load(…)).");

        long? Number(string key)
        {
            if (entries.GetValueOrDefault(key) is not { } text) return null;
            return long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? number
                : throw ModelError.Damaged(graph, $"it says \"{text}\" where a place in {location} should be.");
        }
    }

    /// <summary>Makes sure that the bytes are there.</summary>
    /// <param name="graph">The graph's path.</param>
    /// <returns>The file's full path, and how many bytes they are.</returns>
    /// <exception cref="ModelException">The file is missing or cut off.</exception>
    public (string File, long Length) Find(string graph)
    {
        var file = Path.Combine(Path.GetDirectoryName(graph)!, Location);
        if (!File.Exists(file)) throw ModelError.Missing(file, $"A file with weights of {Path.GetFileName(graph)}");
        var size = FileHashing.SizeOf(file);
        var length = Length ?? size - Offset;
        return length >= 0 && Offset <= size - length
            ? (file, length)
            : throw ModelError.Damaged(file, FormattableString.Invariant($"it is cut off: it has {size} bytes, and {Path.GetFileName(graph)} reads {length} from byte {Offset}."));
    }

    private static bool IsBelow(string location) =>
        location.AsSpan().IndexOfAny('\\', ':', '\0') < 0 && location.Split('/').All(part => part is not ("" or "." or ".."));
}
