using System.Text.Json;

namespace Fovea.Clip;

/// <summary>Writes the two configuration files of a converted model, in OpenCLIP's words.</summary>
internal static class PublishedConfig
{
    private static readonly JsonWriterOptions Pretty = new() { Indented = true, NewLine = "\n" };

    /// <summary><c>config.json</c>: the sizes.</summary>
    public static byte[] Config(TowerShape image, TowerShape text, ConversionSettings settings) => Write(json =>
    {
        json.WriteNumber("embed_dim", image.Dimensions);
        json.WriteBoolean("quick_gelu", settings.Image.Activation == ActivationKind.QuickGelu);
        json.WriteStartObject("vision_cfg");
        var patch = image.Embedding[2];
        Sides(json, "image_size", settings.Grid.Rows * patch, settings.Grid.Columns * patch);
        json.WriteNumber("layers", image.Layers);
        json.WriteNumber("width", image.Width);
        json.WriteNumber("head_width", image.Width / settings.Image.Heads);
        json.WriteNumber("mlp_ratio", (double)image.Hidden / image.Width);
        json.WriteNumber("patch_size", patch);
        json.WriteEndObject();
        json.WriteStartObject("text_cfg");
        json.WriteNumber("context_length", text.Positions);
        json.WriteNumber("vocab_size", text.Embedding[0]);
        json.WriteNumber("width", text.Width);
        json.WriteNumber("heads", settings.Text.Heads);
        json.WriteNumber("layers", text.Layers);
        json.WriteNumber("mlp_ratio", (double)text.Hidden / text.Width);
        json.WriteEndObject();
    });

    /// <summary><c>preprocess_cfg.json</c>: how pictures are prepared.</summary>
    public static byte[] Preprocess(PreprocessSpec spec) => Write(json =>
    {
        json.WriteStartArray("size");
        json.WriteNumberValue(spec.Height);
        json.WriteNumberValue(spec.Width);
        json.WriteEndArray();
        json.WriteString("mode", "RGB");
        Numbers(json, "mean", spec.Mean);
        Numbers(json, "std", spec.StandardDeviation);
        json.WriteString("interpolation", spec.Interpolation.ToString().ToLowerInvariant());
        json.WriteString("resize_mode", spec.Mode switch
        {
            ResizeMode.ShortestSide => "shortest",
            ResizeMode.LongestSide => "longest",
            _ => "squash",
        });
        json.WriteNumber("fill_color", spec.Fill);
    });

    private static void Sides(Utf8JsonWriter json, string name, int height, int width)
    {
        if (height == width)
        {
            json.WriteNumber(name, height);
            return;
        }

        json.WriteStartArray(name);
        json.WriteNumberValue(height);
        json.WriteNumberValue(width);
        json.WriteEndArray();
    }

    private static void Numbers(Utf8JsonWriter json, string name, IReadOnlyList<float> values)
    {
        json.WriteStartArray(name);
        foreach (var value in values) json.WriteNumberValue(value);
        json.WriteEndArray();
    }

    private static byte[] Write(Action<Utf8JsonWriter> write)
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Pretty))
        {
            json.WriteStartObject();
            write(json);
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }
}
