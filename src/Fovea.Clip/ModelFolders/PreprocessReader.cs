using System.Text.Json;

namespace Fovea.Clip;

/// <summary>Reads how a model wants its pictures, from whichever configuration the folder has.</summary>
internal static class PreprocessReader
{
    private const int MaximumSide = 4096;

    private delegate PreprocessSpec Reading(string file, JsonElement config, (int Height, int Width)? size);

    // Where a folder may say it, in the order in which it counts: a file, or a part of one.
    private static readonly (string File, string? Part, Reading Read)[] Places =
    [
        ("visual/preprocess_cfg.json", null, OpenClipPreprocess.Read),
        ("preprocess_cfg.json", null, OpenClipPreprocess.Read),
        ("preprocessor_config.json", null, HuggingFace),
        ("visual/preprocessor_config.json", null, HuggingFace),
        ("onnx/preprocessor_config.json", null, HuggingFace),
        ("processor_config.json", "image_processor", HuggingFace),
        ("config.json", "preprocess_cfg", OpenClipPreprocess.Read),
        ("open_clip_config.json", "preprocess_cfg", OpenClipPreprocess.Read),
    ];

    /// <summary>The file that a folder's contract comes from, and how to read it; null when no file speaks of it.</summary>
    /// <param name="files">The folder.</param>
    /// <param name="size">Height and width that the graph or <c>config.json</c> gives, where the file leaves the size out.</param>
    public static (string File, PreprocessSpec Spec)? Read(ModelFiles files, (int Height, int Width)? size)
    {
        foreach (var (name, part, read) in Places)
        {
            var path = files.PathOf(name.Split('/'));
            if (files.TryRead(name.Split('/')) is not { } bytes) continue;
            var json = JsonFiles.Parse(path, bytes);
            if ((part is null ? json : json.Property(part)) is { ValueKind: JsonValueKind.Object } config) return (path, read(path, config, size));
        }

        return null;
    }

    // Some models' processors of their own use OpenCLIP's words.
    private static PreprocessSpec HuggingFace(string file, JsonElement config, (int Height, int Width)? size) =>
        config.Property("image_mean") is null && (config.Property("mean") ?? config.Property("interpolation") ?? config.Property("resize_mode")) is not null
            ? OpenClipPreprocess.Read(file, config, size)
            : HuggingFacePreprocess.Read(file, config, size);

    /// <summary>Three numbers for R, G, B; one number stands for all three.</summary>
    public static IReadOnlyList<float>? Channels(string file, JsonElement config, string name)
    {
        if (config.Property(name) is not { } value) return null;
        if (value.ValueKind == JsonValueKind.Number) return [value.GetSingle(), value.GetSingle(), value.GetSingle()];
        if (value.ValueKind != JsonValueKind.Array || value.GetArrayLength() != 3 || value.EnumerateArray().Any(v => v.ValueKind != JsonValueKind.Number))
        {
            throw ModelError.Damaged(file, $"\"{name}\" is not a list of three numbers.");
        }

        return [.. value.EnumerateArray().Select(v => v.GetSingle())];
    }

    /// <summary>Refuses numbers that would divide by zero or overflow.</summary>
    public static PreprocessSpec Checked(string file, PreprocessSpec spec)
    {
        if (spec.StandardDeviation.Any(v => !float.IsFinite(v) || v == 0) || !spec.Mean.All(float.IsFinite))
        {
            throw ModelError.Damaged(file, "mean or standard deviation is zero or no number.");
        }

        return spec.Width is > 0 and <= MaximumSide && spec.Height is > 0 and <= MaximumSide && spec.ResizeTo is null or (> 0 and <= MaximumSide)
            ? spec
            : throw ModelError.Damaged(file, FormattableString.Invariant($"the picture size is not between 1 and {MaximumSide}."));
    }
}
