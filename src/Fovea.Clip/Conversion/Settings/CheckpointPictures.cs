namespace Fovea.Clip;

/// <summary>How a model's pictures are prepared.</summary>
/// <param name="Spec">The contract.</param>
/// <param name="File">The file that says so; null when none does.</param>
internal sealed record CheckpointPictures(PreprocessSpec Spec, string? File)
{
    /// <summary>Reads whichever file lies beside the checkpoint, or takes OpenAI's values.</summary>
    /// <param name="folder">The checkpoint's folder.</param>
    /// <param name="isHuggingFace">Whether transformers' file is looked at first.</param>
    /// <param name="size">The size that the positions tell.</param>
    /// <exception cref="ModelException">The file is damaged, or contradicts the checkpoint.</exception>
    public static CheckpointPictures Read(string folder, bool isHuggingFace, (int Height, int Width) size)
    {
        var found = isHuggingFace
            ? HuggingFace(folder, size) ?? OpenClip(folder, size)
            : OpenClip(folder, size) ?? HuggingFace(folder, size);
        if (found is null) return new CheckpointPictures(PreprocessReader.Checked(folder, new PreprocessSpec { Height = size.Height, Width = size.Width }), null);
        return (found.Spec.Height, found.Spec.Width) == size
            ? found
            : throw new ModelException(found.File!, FormattableString.Invariant(
                $"{found.File} is of another model than the checkpoint beside it: pictures are {found.Spec.Width}×{found.Spec.Height} in it, and {size.Width}×{size.Height} in the checkpoint. Put the checkpoint into a folder with its own configuration, or into one without any."));
    }

    private static CheckpointPictures? HuggingFace(string folder, (int Height, int Width) size)
    {
        const string Name = "preprocessor_config.json";
        var files = ModelFiles.Only(folder, Name);
        if (files.TryRead(Name) is not { } bytes) return null;
        var path = files.PathOf(Name);
        return new CheckpointPictures(HuggingFacePreprocess.Read(path, JsonFiles.Parse(path, bytes), size), path);
    }

    private static CheckpointPictures? OpenClip(string folder, (int Height, int Width) size)
    {
        var files = ModelFiles.Only(folder, "preprocess_cfg.json", "open_clip_config.json", "config.json");
        foreach (var name in new[] { "preprocess_cfg.json", "open_clip_config.json", "config.json" })
        {
            if (files.TryRead(name) is not { } bytes) continue;
            var path = files.PathOf(name);
            var json = JsonFiles.Parse(path, bytes);
            if ((name == "preprocess_cfg.json" ? json : json.Property("preprocess_cfg")) is { } config) return new CheckpointPictures(OpenClipPreprocess.Read(path, config, size), path);
        }

        return null;
    }
}
