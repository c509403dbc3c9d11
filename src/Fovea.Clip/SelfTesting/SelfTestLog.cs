using System.Text.Json;

namespace Fovea.Clip;

/// <summary>
/// Which towers have passed their self-test on this machine, and the vectors that were recorded for towers that bring none of their own. One JSON
/// file, replaced atomically; a damaged or missing one only costs time.
/// </summary>
/// <remarks>Thread-safe; of two processes that write at once one may have to test again.</remarks>
/// <param name="path">The file; its folder must exist when something is stored.</param>
public sealed class SelfTestLog(string path)
{
    private const int Version = 1;
    private const int Most = 128;

    private readonly Lock _lock = new();

    /// <summary>Whether a test has passed.</summary>
    /// <param name="fingerprint">What was tested on what.</param>
    internal bool HasPassed(string fingerprint)
    {
        lock (_lock) return Read().Passed.Contains(fingerprint);
    }

    /// <summary>Notes that a test has passed.</summary>
    internal void Pass(string fingerprint)
    {
        lock (_lock)
        {
            var (passed, vectors) = Read();
            Write([.. passed.Where(known => known != fingerprint).TakeLast(Most - 1), fingerprint], vectors);
        }
    }

    /// <summary>The recorded vector of a tower; null: none.</summary>
    internal float[]? Find(string tower)
    {
        lock (_lock) return Read().Vectors.GetValueOrDefault(tower);
    }

    /// <summary>Records a vector.</summary>
    internal void Record(string tower, float[] vector)
    {
        lock (_lock)
        {
            var (passed, vectors) = Read();
            if (vectors.Count >= Most) vectors.Clear();
            vectors[tower] = vector;
            Write(passed, vectors);
        }
    }

    private (List<string> Passed, Dictionary<string, float[]> Vectors) Read()
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            if (root.Integer("version") != Version || root.Property("passed") is not { } passed || root.Property("vectors") is not { } vectors) return ([], []);
            return (
                [.. passed.EnumerateArray().Select(one => one.GetString()).OfType<string>()],
                vectors.EnumerateObject().ToDictionary(one => one.Name, one => one.Value.EnumerateArray().Select(number => number.GetSingle()).ToArray(), StringComparer.Ordinal));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException or InvalidOperationException or FormatException)
        {
            return ([], []);
        }
    }

    private void Write(List<string> passed, Dictionary<string, float[]> vectors)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew))
            using (var json = new Utf8JsonWriter(stream))
            {
                json.WriteStartObject();
                json.WriteNumber("version", Version);
                json.WriteStartArray("passed");
                foreach (var fingerprint in passed) json.WriteStringValue(fingerprint);
                json.WriteEndArray();
                json.WriteStartObject("vectors");
                foreach (var (tower, vector) in vectors)
                {
                    json.WriteStartArray(tower);
                    foreach (var number in vector) json.WriteNumberValue(number);
                    json.WriteEndArray();
                }

                json.WriteEndObject();
                json.WriteEndObject();
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next load tests again.
            try
            {
                File.Delete(temporary);
            }
            catch (Exception left) when (left is IOException or UnauthorizedAccessException)
            {
                // A left-over of a few kilobytes.
            }
        }
    }
}
