using System.Text.Json;

namespace Fovea.Clip;

/// <summary>
/// Hugging Face's <c>preprocessor_config.json</c>, with the defaults of its CLIP image processor.
/// Source: https://huggingface.co/docs/transformers/model_doc/clip#transformers.CLIPImageProcessor.
/// </summary>
internal static class HuggingFacePreprocess
{
    private const double PerLevel = 1.0 / 255;

    public static PreprocessSpec Read(string file, JsonElement config, (int Height, int Width)? graphSize)
    {
        var size = Size.Read(file, config, "size", intIsSquare: IntIsSquare(config));
        var crop = config.Flag("do_center_crop") ?? size?.Shortest is not null;
        var cropSize = crop ? Size.Read(file, config, "crop_size", intIsSquare: true)?.Sides : null;
        if (!crop && size?.Shortest is not null)
        {
            throw ModelError.Unsupported(file, "\"do_center_crop\" is false while \"size\" names only the shortest edge, so pictures would have many shapes.", "Use a model with a fixed picture size.");
        }

        var target = size?.Sides ?? (size?.Shortest is { } edge ? (edge, edge) : null);
        var (height, width) = cropSize ?? target ?? graphSize ?? throw ModelError.Damaged(file, "\"size\" and \"crop_size\" are missing, and neither the graph nor config.json gives the size.");
        var squash = size?.Sides is not null;
        if (squash && target != (height, width))
        {
            throw ModelError.Unsupported(file, "\"size\" squashes to one size and \"crop_size\" cuts out another.", "Use a model whose sizes are equal.");
        }

        var spec = new PreprocessSpec
        {
            Height = height,
            Width = width,
            ResizeTo = size?.Shortest is { } shortest && (shortest != height || shortest != width) ? shortest : null,
            Mode = squash ? ResizeMode.Squash : ResizeMode.ShortestSide,
            Interpolation = InterpolationOf(file, config),
        };
        return PreprocessReader.Checked(file, Normalisation(file, config, spec));
    }

    // (value × factor − mean) / deviation, written for values that were divided by 255.
    private static PreprocessSpec Normalisation(string file, JsonElement config, PreprocessSpec spec)
    {
        if (config.Flag("do_normalize") == false) spec = spec with { Mean = [0, 0, 0], StandardDeviation = [1, 1, 1] };
        else
        {
            spec = spec with
            {
                Mean = PreprocessReader.Channels(file, config, "image_mean") ?? spec.Mean,
                StandardDeviation = PreprocessReader.Channels(file, config, "image_std") ?? spec.StandardDeviation,
            };
        }

        var factor = config.Flag("do_rescale") == false
            ? 1
            : config.Property("rescale_factor") is { ValueKind: JsonValueKind.Number } given ? given.GetDouble() : PerLevel;
        if (!double.IsFinite(factor) || factor <= 0) throw ModelError.Damaged(file, "\"rescale_factor\" is not a positive number.");
        if (Math.Abs((factor / PerLevel) - 1) < 1e-6) return spec;

        var scale = (float)(factor / PerLevel);
        return spec with { Mean = [.. spec.Mean.Select(m => m / scale)], StandardDeviation = [.. spec.StandardDeviation.Select(d => d / scale)] };
    }

    // Pillow's numbers.
    private static Interpolation InterpolationOf(string file, JsonElement config) => config.Property("resample") is null
        ? Interpolation.Bicubic
        : config.Integer("resample") switch
        {
            0 => Interpolation.Nearest,
            1 => Interpolation.Lanczos,
            2 => Interpolation.Bilinear,
            3 => Interpolation.Bicubic,
            _ => throw ModelError.Damaged(file, "\"resample\" is not one of 0 (nearest), 1 (Lanczos), 2 (bilinear) and 3 (bicubic)."),
        };

    // CLIP's processor reads a bare number as the shortest edge, the processors of ViT and SigLIP as a square.
    private static bool IntIsSquare(JsonElement config) =>
        (config.Text("image_processor_type") ?? config.Text("feature_extractor_type")) is { } type
        && (type.StartsWith("ViT", StringComparison.Ordinal) || type.StartsWith("Siglip", StringComparison.Ordinal));

    private readonly record struct Size(int? Shortest, (int Height, int Width)? Sides)
    {
        public static Size? Read(string file, JsonElement config, string name, bool intIsSquare)
        {
            if (config.Property(name) is not { } value) return null;
            if (config.Integer(name) is { } side) return intIsSquare ? new Size(null, (side, side)) : new Size(side, null);
            if (value.Integer("height") is { } height && value.Integer("width") is { } width) return new Size(null, (height, width));
            if (value.Integer("shortest_edge") is { } edge && value.Property("longest_edge") is null) return new Size(edge, null);
            throw ModelError.Damaged(file, $"\"{name}\" is neither a number nor {{shortest_edge}} nor {{height, width}}.");
        }
    }
}
