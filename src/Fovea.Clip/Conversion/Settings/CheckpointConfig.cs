using System.Text.Json;

namespace Fovea.Clip;

/// <summary>What the configuration beside a checkpoint says, in whichever words.</summary>
/// <param name="Path">The file.</param>
/// <param name="Image">Of the image tower.</param>
/// <param name="Text">Of the text tower.</param>
internal sealed record CheckpointConfig(string Path, TowerConfig Image, TowerConfig Text)
{
    private static readonly string[] HuggingFaceFirst = ["config.json", "open_clip_config.json"];
    private static readonly string[] OpenClipFirst = ["open_clip_config.json", "config.json"];

    /// <summary>Numbers of an embedding.</summary>
    public int? Dimensions { get; init; }

    /// <summary>The longest text in tokens.</summary>
    public int? Context { get; init; }

    /// <summary>How many tokens there are.</summary>
    public int? Vocabulary { get; init; }

    /// <summary>Height and width of the picture.</summary>
    public (int Height, int Width)? ImageSize { get; init; }

    /// <summary>The id of the token whose vector is the text's, by its first place; null: the largest id.</summary>
    public int? EndToken { get; init; }

    /// <summary>Reads the configuration in a folder; null when there is none.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="isHuggingFace">Whether transformers' file is looked at first.</param>
    /// <exception cref="ModelException">It is damaged, or describes a model that is no CLIP.</exception>
    public static CheckpointConfig? Read(string folder, bool isHuggingFace)
    {
        var names = isHuggingFace ? HuggingFaceFirst : OpenClipFirst;
        var files = ModelFiles.Only(folder, names);
        foreach (var name in names)
        {
            if (files.TryRead(name) is not { } bytes) continue;
            var path = files.PathOf(name);
            var json = JsonFiles.Parse(path, bytes);
            if (Of(path, json) is { } config) return config;
        }

        return null;
    }

    // A configuration that speaks of no towers is of something else that lies in the same folder.
    private static CheckpointConfig? Of(string path, JsonElement json)
    {
        var model = json.Property("model_cfg") ?? json;
        if (model.Property("vision_cfg") is not null || model.Property("text_cfg") is not null) return OpenClipConfig.Read(path, model);
        return json.Property("vision_config") is not null || json.Property("text_config") is not null ? HuggingFaceConfig.Read(path, json) : null;
    }
}
