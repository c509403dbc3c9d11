using System.Text.Json;

namespace Fovea.Clip;

/// <summary>OpenCLIP's <c>preprocess_cfg</c>. Source: https://github.com/mlfoundations/open_clip/blob/main/src/open_clip/transform.py.</summary>
internal static class OpenClipPreprocess
{
    public static PreprocessSpec Read(string file, JsonElement config, (int Height, int Width)? size)
    {
        var (height, width) = Size(file, config) ?? size ?? throw ModelError.Damaged(file, "\"size\" is missing, and neither the graph nor config.json gives it.");
        var spec = new PreprocessSpec
        {
            Height = height,
            Width = width,
            Interpolation = InterpolationOf(file, config),
            Mode = (config.Text("resize_mode") ?? "shortest") switch
            {
                "shortest" => ResizeMode.ShortestSide,
                "squash" => ResizeMode.Squash,
                "longest" => ResizeMode.LongestSide,
                var other => throw ModelError.Damaged(file, $"\"resize_mode\" is \"{other}\"; known are shortest, squash and longest."),
            },
            Fill = Fill(file, config),
        };
        spec = spec with
        {
            Mean = PreprocessReader.Channels(file, config, "mean") ?? spec.Mean,
            StandardDeviation = PreprocessReader.Channels(file, config, "std") ?? spec.StandardDeviation,
        };
        return PreprocessReader.Checked(file, spec);
    }

    private static (int Height, int Width)? Size(string file, JsonElement config)
    {
        if (config.Property("size") is not { } size) return null;
        if (config.Integer("size") is { } side) return (side, side);
        if (size.ValueKind == JsonValueKind.Array)
        {
            var sides = size.EnumerateArray().Select(v => v.ValueKind == JsonValueKind.Number && v.TryGetInt32(out var n) ? n : 0).ToList();
            if (sides.Count == 2) return (sides[0], sides[1]);
            if (sides.Count == 1) return (sides[0], sides[0]);
            if (sides.Count == 3) return (sides[1], sides[2]); // timm: channels first
        }

        throw ModelError.Damaged(file, "\"size\" is neither a number nor [height, width].");
    }

    private static Interpolation InterpolationOf(string file, JsonElement config) => (config.Text("interpolation") ?? "bicubic") switch
    {
        "bicubic" or "random" => Interpolation.Bicubic, // "random" varies in training only
        "bilinear" => Interpolation.Bilinear,
        "lanczos" => Interpolation.Lanczos,
        "nearest" => Interpolation.Nearest,
        var other => throw ModelError.Damaged(file, $"\"interpolation\" is \"{other}\"; known are bicubic, bilinear, lanczos and nearest."),
    };

    private static byte Fill(string file, JsonElement config)
    {
        var value = config.Property("fill_color");
        if (value is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0) value = list[0];
        if (value is null) return 0;
        return value is { ValueKind: JsonValueKind.Number } number && number.TryGetByte(out var fill)
            ? fill
            : throw ModelError.Damaged(file, "\"fill_color\" is not a number from 0 to 255.");
    }
}
