using System.Text.Json;

namespace Fovea.Bench.Indexing;

/// <summary>What one program says of one run.</summary>
/// <param name="Photos">How many became vectors.</param>
/// <param name="Seconds">From the first file to the last vector, without the start of the program.</param>
/// <param name="WholeSeconds">With it.</param>
internal readonly record struct PeerResult(int Photos, double Seconds, double WholeSeconds)
{
    public double PhotosPerSecond => Seconds > 0 ? Photos / Seconds : 0;

    /// <summary>Reads the JSON document that a peer or <c>fovea index --json</c> prints last.</summary>
    public static PeerResult Parse(string output, double wholeSeconds)
    {
        using var document = JsonDocument.Parse(output[Math.Max(0, output.IndexOf('{', StringComparison.Ordinal))..]);
        var root = document.RootElement;
        var photos = root.TryGetProperty("photos", out var count) ? count : root.GetProperty("new");
        return new PeerResult(photos.GetInt32(), root.GetProperty("seconds").GetDouble(), wholeSeconds);
    }
}
