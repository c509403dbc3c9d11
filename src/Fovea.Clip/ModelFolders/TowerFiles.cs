namespace Fovea.Clip;

/// <summary>Where the two graphs of a model folder are.</summary>
/// <param name="Layout">The layout that was found.</param>
/// <param name="Image">The image tower.</param>
/// <param name="Text">The text tower.</param>
internal sealed record TowerFiles(ModelLayout Layout, string Image, string Text)
{
    // Plain fp32 first, then half precision; the others (quantised) are less exact.
    private static readonly string[] Preferred = ["", "_fp32", "_fp16"];

    private static readonly string[] Places = ["", "visual/", "textual/", "onnx/"];

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

    /// <summary>The graphs among the files of a folder that would be used: those of both towers, or of one where there is no other.</summary>
    /// <param name="paths">Paths below the folder, with forward slashes.</param>
    public static IReadOnlyList<string> Among(IEnumerable<string> paths) =>
        Best([.. paths]) is var (_, image, text) ? [.. new[] { image.Found, text.Found }.OfType<string>()] : [];

    private static TowerFiles? TryFind(string folder)
    {
        if (Best(Graphs(folder)) is not var (layout, image, text)) return null;
        if (image.Found is null) throw ModelError.Missing(Path.Combine(folder, image.Expected), "The image tower");
        if (text.Found is null) throw ModelError.Missing(Path.Combine(folder, text.Expected), "The text tower");
        return new TowerFiles(layout, Path.Combine(folder, image.Found), Path.Combine(folder, text.Found));
    }

    // The first layout with both towers, else the first with one.
    private static (ModelLayout Layout, (string? Found, string Expected) Image, (string? Found, string Expected) Text)? Best(List<string> graphs)
    {
        var layouts = Enum.GetValues<ModelLayout>().Select(layout => (Layout: layout, Towers: Candidates(graphs, layout))).ToList();
        foreach (var isWhole in new[] { true, false })
        {
            foreach (var (layout, (image, text)) in layouts)
            {
                if (isWhole ? image.Found is not null && text.Found is not null : (image.Found ?? text.Found) is not null) return (layout, image, text);
            }
        }

        return null;
    }

    // Only where one may be looked for. A link to nothing is none: Hugging Face's cache has them while it is filled.
    private static List<string> Graphs(string folder) =>
        [.. Places
            .Where(place => Directory.Exists(Path.Combine(folder, place)))
            .SelectMany(place => Directory.EnumerateFiles(Path.Combine(folder, place), "*.onnx").Where(File.Exists).Select(file => place + Path.GetFileName(file)))];

    private static ((string? Found, string Expected) Image, (string? Found, string Expected) Text) Candidates(List<string> graphs, ModelLayout layout) => layout switch
    {
        ModelLayout.OpenClip => (One(graphs, "visual/model.onnx"), One(graphs, "textual/model.onnx")),
        ModelLayout.Rclip => (One(graphs, "visual.onnx"), One(graphs, "textual.onnx")),
        _ => (Variant(graphs, "vision_model"), Variant(graphs, "text_model")),
    };

    private static (string? Found, string Expected) One(List<string> graphs, string path) => (graphs.Contains(path) ? path : null, path);

    private static (string? Found, string Expected) Variant(List<string> graphs, string stem)
    {
        foreach (var place in new[] { "onnx/", "" })
        {
            var found = graphs
                .Where(path => path.StartsWith(place + stem, StringComparison.Ordinal) && path.LastIndexOf('/') < place.Length && path.EndsWith(".onnx", StringComparison.Ordinal))
                .OrderBy(path => Array.IndexOf(Preferred, path[(place.Length + stem.Length)..^".onnx".Length]) is var rank && rank >= 0 ? rank : Preferred.Length)
                .ThenBy(path => path, StringComparer.Ordinal)
                .FirstOrDefault();
            if (found is not null) return (found, found);
        }

        return (null, $"onnx/{stem}.onnx");
    }

    private static ModelException NotAModel(string folder)
    {
        const string Looked = "visual/model.onnx and textual/model.onnx (OpenCLIP), onnx/vision_model.onnx and onnx/text_model.onnx (Hugging Face), visual.onnx and textual.onnx (rclip)";
        var message = $"{folder} holds no model. Looked for {Looked}.";

        if (Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(folder)) is { } parent && HasTower(parent))
        {
            return new ModelException(folder, $"{message} It seems to be a part of a model: name the folder above, {parent}.");
        }

        var children = Directory.EnumerateDirectories(folder).Concat(Snapshots(folder)).Where(HasTower).Order(StringComparer.Ordinal).Take(3).ToList();
        if (children.Count > 0)
        {
            return new ModelException(folder, $"{message} There is a model below: name {string.Join(" or ", children)}.");
        }

        return File.Exists(Path.Combine(folder, "onnx", "model.onnx")) || File.Exists(Path.Combine(folder, "model.onnx"))
            ? new ModelException(folder, $"{message} There is only model.onnx: Fovea runs two graphs, one for pictures and one for texts. Fetch these two of the model.")
            : new ModelException(folder, $"{message} Name the folder of a model.");
    }

    // Hugging Face's cache keeps models in models--OWNER--NAME/snapshots/COMMIT.
    private static IEnumerable<string> Snapshots(string folder) =>
        Directory.Exists(Path.Combine(folder, "snapshots")) ? Directory.EnumerateDirectories(Path.Combine(folder, "snapshots")) : [];

    private static bool HasTower(string folder) => Among(Graphs(folder)).Count > 0;
}
