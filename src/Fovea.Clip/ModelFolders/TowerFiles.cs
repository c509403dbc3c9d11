namespace Fovea.Clip;

/// <summary>Where the two graphs of a model folder are.</summary>
/// <param name="Layout">The layout that was found.</param>
/// <param name="Image">The image tower.</param>
/// <param name="Text">The text tower.</param>
internal sealed record TowerFiles(ModelLayout Layout, string Image, string Text)
{
    // Plain fp32 first, then half precision; the others (quantised) are less exact.
    private static readonly string[] Preferred = ["", "_fp32", "_fp16"];

    /// <summary>Finds the towers.</summary>
    /// <exception cref="ModelException">No model here, or half of one.</exception>
    public static TowerFiles Find(string folder)
    {
        if (File.Exists(folder))
        {
            throw new ModelException(folder, $"{folder} is a file. Name the folder of the model, the one that holds its configuration and both towers.");
        }

        if (!Directory.Exists(folder))
        {
            throw new ModelException(folder, $"There is no model folder {folder}. Check the path, or list the models with \"fovea models list\".");
        }

        return IsGraphFolder(folder) ? throw NotAModel(folder) : TryFind(folder) ?? throw NotAModel(folder);
    }

    // "onnx" holds the graphs of the folder above, where the configuration and the tokenizer are.
    private static bool IsGraphFolder(string folder) =>
        Path.GetFileName(Path.TrimEndingDirectorySeparator(folder)) == "onnx" && Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) is { } parent && HasTower(parent);

    private static TowerFiles? TryFind(string folder)
    {
        foreach (var layout in Enum.GetValues<ModelLayout>())
        {
            var (image, text) = Candidates(folder, layout);
            if (image.Found is null && text.Found is null) continue;
            if (image.Found is null) throw ModelError.Missing(image.Expected, "The image tower");
            if (text.Found is null) throw ModelError.Missing(text.Expected, "The text tower");
            return new TowerFiles(layout, image.Found, text.Found);
        }

        return null;
    }

    private static ((string? Found, string Expected) Image, (string? Found, string Expected) Text) Candidates(string folder, ModelLayout layout) => layout switch
    {
        ModelLayout.OpenClip => (One(Path.Combine(folder, "visual", "model.onnx")), One(Path.Combine(folder, "textual", "model.onnx"))),
        ModelLayout.Rclip => (One(Path.Combine(folder, "visual.onnx")), One(Path.Combine(folder, "textual.onnx"))),
        _ => (Variant(folder, "vision_model"), Variant(folder, "text_model")),
    };

    private static (string? Found, string Expected) One(string path) => (File.Exists(path) ? path : null, path);

    private static (string? Found, string Expected) Variant(string folder, string stem)
    {
        foreach (var place in new[] { Path.Combine(folder, "onnx"), folder })
        {
            if (!Directory.Exists(place)) continue;
            var found = Directory.EnumerateFiles(place, stem + "*.onnx")
                .OrderBy(f => Array.IndexOf(Preferred, Path.GetFileNameWithoutExtension(f)[stem.Length..]) is var rank && rank >= 0 ? rank : Preferred.Length)
                .ThenBy(f => f, StringComparer.Ordinal)
                .FirstOrDefault();
            if (found is not null) return (found, found);
        }

        return (null, Path.Combine(folder, "onnx", stem + ".onnx"));
    }

    private static ModelException NotAModel(string folder)
    {
        const string Looked = "visual/model.onnx and textual/model.onnx (OpenCLIP), onnx/vision_model.onnx and onnx/text_model.onnx (Hugging Face), visual.onnx and textual.onnx (rclip)";
        var message = $"{folder} holds no model. Looked for {Looked}.";

        if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) is { } parent && HasTower(parent))
        {
            return new ModelException(folder, $"{message} It seems to be a part of a model: name the folder above, {parent}.");
        }

        var children = Directory.EnumerateDirectories(folder).Where(HasTower).Order(StringComparer.Ordinal).Take(3).ToList();
        if (children.Count > 0)
        {
            return new ModelException(folder, $"{message} There is a model one level below: name {string.Join(" or ", children)}.");
        }

        return File.Exists(Path.Combine(folder, "onnx", "model.onnx")) || File.Exists(Path.Combine(folder, "model.onnx"))
            ? new ModelException(folder, $"{message} There is one graph for both towers: fetch the two separate graphs of the model.")
            : new ModelException(folder, $"{message} Name the folder of a model.");
    }

    private static bool HasTower(string folder) => Enum.GetValues<ModelLayout>().Any(l => Candidates(folder, l) is var c && (c.Image.Found ?? c.Text.Found) is not null);
}
