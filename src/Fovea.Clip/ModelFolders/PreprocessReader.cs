using System.Text.Json;

namespace Fovea.Clip;

/// <summary>Reads how a model wants its pictures, from whichever configuration the folder has.</summary>
internal static class PreprocessReader
{
    private const int MaximumSide = 4096;

    /// <summary>The file that a folder's contract comes from, and how to read it; null when no file speaks of it.</summary>
    /// <param name="files">The folder.</param>
    /// <param name="size">Height and width that the graph or <c>config.json</c> gives, where the file leaves the size out.</param>
    public static (string File, PreprocessSpec Spec)? Read(ModelFiles files, (int Height, int Width)? size)
    {
        foreach (var name in new[] { Path.Combine("visual", "preprocess_cfg.json"), "preprocess_cfg.json" })
        {
            var path = files.PathOf(name);
            if (files.TryRead(name) is { } bytes) return (path, OpenClipPreprocess.Read(path, JsonFiles.Parse(path, bytes), size));
        }

        foreach (var name in new[] { "preprocessor_config.json", Path.Combine("visual", "preprocessor_config.json"), Path.Combine("onnx", "preprocessor_config.json") })
        {
            var path = files.PathOf(name);
            if (files.TryRead(name) is { } bytes) return (path, HuggingFace(path, JsonFiles.Parse(path, bytes), size));
        }

        return Inside(files, "processor_config.json", "image_processor") is (var processor, var part)
            ? (processor, HuggingFace(processor, part, size))
            : (Inside(files, "config.json", "preprocess_cfg") ?? Inside(files, "open_clip_config.json", "preprocess_cfg")) is (var path2, var inner) ? (path2, OpenClipPreprocess.Read(path2, inner, size)) : null;
    }

    // Some models' processors of their own use OpenCLIP's words.
    private static PreprocessSpec HuggingFace(string file, JsonElement config, (int Height, int Width)? size) =>
        config.Property("image_mean") is null && (config.Property("mean") ?? config.Property("interpolation") ?? config.Property("resize_mode")) is not null
            ? OpenClipPreprocess.Read(file, config, size)
            : HuggingFacePreprocess.Read(file, config, size);

    private static (string File, JsonElement Part)? Inside(ModelFiles files, string file, string name)
    {
        var path = files.PathOf(file);
        return files.TryRead(file) is { } bytes && JsonFiles.Parse(path, bytes).Property(name) is { ValueKind: JsonValueKind.Object } part ? (path, part) : null;
    }

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
