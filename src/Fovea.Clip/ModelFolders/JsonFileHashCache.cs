using System.Text.Json;

namespace Fovea.Clip;

/// <summary>A hash cache in one JSON file, replaced atomically. A damaged or unwritable file only costs time.</summary>
/// <param name="path">The file; its folder must exist when something is stored.</param>
public sealed class JsonFileHashCache(string path) : IFileHashCache
{
    private const int Version = 2;
    private const int MostEntries = 512;

    private readonly Lock _lock = new();

    /// <inheritdoc />
    public string? Find(string path, ModelFileStamp stamp)
    {
        lock (_lock) return Read().FirstOrDefault(e => e.Path == path && e.Stamp == stamp)?.Sha256;
    }

    /// <inheritdoc />
    public void Store(string path, ModelFileStamp stamp, string sha256)
    {
        lock (_lock)
        {
            // Read again: another process may have stored since.
            var entries = Read().Where(e => e.Path != path).TakeLast(MostEntries - 1).Append(new Entry(path, stamp, sha256));
            Write([.. entries]);
        }
    }

    private List<Entry> Read()
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            if (root.Integer("version") != Version || root.Property("files") is not { ValueKind: JsonValueKind.Array } files) return [];
            return [.. files.EnumerateArray().Select(ReadEntry).OfType<Entry>()];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return [];
        }
    }

    private static Entry? ReadEntry(JsonElement element) =>
        element.Text("path") is { } file && element.Text("sha256") is { Length: 64 } hash
        && element.Property("size") is { ValueKind: JsonValueKind.Number } size && size.TryGetInt64(out var bytes)
        && element.Property("modifiedTicks") is { ValueKind: JsonValueKind.Number } modified && modified.TryGetInt64(out var ticks)
        && element.Text("sample") is { } sample
            ? new Entry(file, new ModelFileStamp(bytes, ticks, sample), hash)
            : null;

    private void Write(List<Entry> entries)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.CreateNew))
            using (var json = new Utf8JsonWriter(stream))
            {
                json.WriteStartObject();
                json.WriteNumber("version", Version);
                json.WriteStartArray("files");
                foreach (var entry in entries)
                {
                    json.WriteStartObject();
                    json.WriteString("path", entry.Path);
                    json.WriteNumber("size", entry.Stamp.Size);
                    json.WriteNumber("modifiedTicks", entry.Stamp.ModifiedTicks);
                    json.WriteString("sample", entry.Stamp.Sample);
                    json.WriteString("sha256", entry.Sha256);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
        }
    }

    private static void TryDelete(string file)
    {
        try
        {
            File.Delete(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A left-over of a few hundred bytes is all that can happen.
        }
    }

    private sealed record Entry(string Path, ModelFileStamp Stamp, string Sha256);
}
