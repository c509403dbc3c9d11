using System.Text.Json;

namespace Fovea.Clip;

/// <summary>Reads and writes <c>optimized.json</c>.</summary>
internal static class OptimizedModelFile
{
    private const string Format = "fovea-optimized";
    private const int Version = 1;

    private static readonly JsonWriterOptions Indented = new() { Indented = true };

    /// <summary>Reads bytes that were read from <paramref name="path"/>.</summary>
    /// <exception cref="ModelException">It is damaged, or from a newer Fovea.</exception>
    public static OptimizedModel Parse(string path, ReadOnlySpan<byte> bytes)
    {
        var json = JsonFiles.Parse(path, bytes);
        if (json.Text("format") != Format) throw ModelError.Damaged(path, $"its format is not {Format}.");
        if (json.Integer("version") is not { } version || version < 1) throw ModelError.Damaged(path, "it has no version.");
        if (version > Version) throw new ModelException(path, FormattableString.Invariant($"{path} has version {version}; this Fovea reads up to {Version}. Use a newer Fovea."));

        return new OptimizedModel
        {
            ImageOriginal = Hash(path, json.Property("originals"), "image"),
            TextOriginal = Hash(path, json.Property("originals"), "text"),
            Preprocessing = json.Text("preprocessing") ?? throw Missing(path, "preprocessing"),
            Image = json.Property("image") is { } image ? Tower(path, image) : null,
            Text = json.Property("text") is { } text ? Tower(path, text) : null,
            Photos = json.Integer("photos") ?? 0,
            Texts = json.Integer("texts") ?? 0,
            RankingAgreement = Number(json, "rankingAgreement"),
        };
    }

    public static byte[] ToJson(OptimizedModel model)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Indented))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("version", Version);
            json.WriteStartObject("originals");
            json.WriteString("image", model.ImageOriginal);
            json.WriteString("text", model.TextOriginal);
            json.WriteEndObject();
            json.WriteString("preprocessing", model.Preprocessing);
            Write(json, "image", model.Image);
            Write(json, "text", model.Text);
            json.WriteNumber("photos", model.Photos);
            json.WriteNumber("texts", model.Texts);
            json.WriteNumber("rankingAgreement", Math.Round(model.RankingAgreement, 4));
            json.WriteEndObject();
        }

        return stream.ToArray();
    }

    private static void Write(Utf8JsonWriter json, string name, OptimizedTower? tower)
    {
        if (tower is null) return;
        json.WriteStartObject(name);
        json.WriteString("file", tower.File);
        json.WriteNumber("size", tower.Size);
        json.WriteString("sha256", tower.Sha256);
        json.WriteNumber("weightBits", tower.WeightBits);
        json.WriteNumber("layers", tower.Layers);
        json.WriteStartArray("singleLayers");
        foreach (var layer in tower.SingleLayers) json.WriteStringValue(layer);
        json.WriteEndArray();
        json.WriteNumber("medianCosine", Math.Round(tower.MedianCosine, 6));
        json.WriteNumber("leastCosine", Math.Round(tower.LeastCosine, 6));
        json.WriteNumber("speedUp", Math.Round(tower.SpeedUp, 2));
        json.WriteEndObject();
    }

    private static OptimizedTower Tower(string path, JsonElement tower)
    {
        // A name with a folder in it could lead anywhere.
        var file = tower.Text("file");
        if (string.IsNullOrEmpty(file) || file != Path.GetFileName(file) || file.Contains('\\', StringComparison.Ordinal) || !file.EndsWith(".onnx", StringComparison.Ordinal))
        {
            throw ModelError.Damaged(path, "a tower's \"file\" is no file's name.");
        }

        return new OptimizedTower
        {
            File = file,
            Size = tower.Property("size") is { ValueKind: JsonValueKind.Number } size && size.TryGetInt64(out var bytes) ? bytes : throw Missing(path, "size"),
            Sha256 = Hash(path, tower, "sha256"),
            WeightBits = tower.Integer("weightBits") ?? throw Missing(path, "weightBits"),
            Layers = tower.Integer("layers") ?? throw Missing(path, "layers"),
            SingleLayers = tower.Property("singleLayers") is { ValueKind: JsonValueKind.Array } layers
                ? [.. layers.EnumerateArray().Where(l => l.ValueKind == JsonValueKind.String).Select(l => l.GetString()!)]
                : [],
            MedianCosine = Number(tower, "medianCosine"),
            LeastCosine = Number(tower, "leastCosine"),
            SpeedUp = Number(tower, "speedUp"),
        };
    }

    private static string Hash(string path, JsonElement? json, string name) => json?.Text(name) is { Length: 64 } hash ? hash : throw Missing(path, name);

    private static double Number(JsonElement json, string name) => json.Property(name) is { ValueKind: JsonValueKind.Number } number ? number.GetDouble() : 0;

    private static ModelException Missing(string path, string name) => ModelError.Damaged(path, $"\"{name}\" is missing or wrong.");
}
