using System.Text.Json;
using System.Text.RegularExpressions;
using Fovea.Clip;

namespace Fovea.Models;

/// <summary>The models that can be fetched: a reviewed list that ships with the program, or one of a person's own. Its format is docs/formats/model-catalogue.md.</summary>
public sealed partial record ModelCatalogue
{
    private const string FormatName = "fovea-model-catalogue";
    private const int NewestVersion = 1;
    private const long LargestSize = 1L << 40;
    private const int LongestPath = 200;
    private const string Resource = "Fovea.Models.Catalogue.models.json";

    /// <summary>What the file calls itself.</summary>
    public required string Format { get; init; }

    /// <summary>The version of the format.</summary>
    public required int Version { get; init; }

    /// <summary>The day on which the list was reviewed.</summary>
    public DateOnly? Reviewed { get; init; }

    /// <summary>The host that has the repositories: <c>https://name</c>. A mirror can stand in its place.</summary>
    public required Uri Host { get; init; }

    /// <summary>Hosts to which that one sends a client for large files; <c>*.</c> in front stands for any name below.</summary>
    public IReadOnlyList<string> StorageHosts { get => field ?? []; init; }

    /// <summary>The models, in the order in which they are shown.</summary>
    public required IReadOnlyList<CatalogueModel> Models { get; init; }

    /// <summary>The list that ships with the program.</summary>
    public static ModelCatalogue Shipped()
    {
        using var stream = typeof(ModelCatalogue).Assembly.GetManifestResourceStream(Resource)!;
        using var bytes = new MemoryStream();
        stream.CopyTo(bytes);
        return Parse(Resource, bytes.ToArray());
    }

    /// <summary>Reads a list.</summary>
    /// <exception cref="ModelException">It cannot be read, is none, or is of a newer version.</exception>
    public static ModelCatalogue Read(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            return Parse(path, File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ModelException(path, $"The catalogue of models {path} cannot be read: {e.Message} Check the path.", e);
        }
    }

    /// <summary>The model that a name stands for.</summary>
    /// <exception cref="ModelException">There is none.</exception>
    public CatalogueModel Find(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return Models.FirstOrDefault(model => model.IsCalled(name)) ?? throw new ModelException(
            name,
            $"There is no model '{name}' in the catalogue. It has {string.Join(", ", Models.Select(model => model.Name))}; 'fovea models list --available' tells more. A model from elsewhere is carried over: 'fovea models add FOLDER'.");
    }

    private static ModelCatalogue Parse(string path, byte[] json)
    {
        try
        {
            var catalogue = JsonSerializer.Deserialize(json.AsSpan().StartsWith("\uFEFF"u8) ? json.AsSpan(3) : json, CatalogueJson.Default.ModelCatalogue) ?? throw new JsonException("it is empty");
            if (catalogue.Format != FormatName) throw Damaged(path, $"\"format\" is not \"{FormatName}\".");
            if (catalogue.Version > NewestVersion)
            {
                throw new ModelException(path, FormattableString.Invariant(
                    $"{path} is a catalogue of version {catalogue.Version}, and this program reads versions up to {NewestVersion}. Use a newer version of Fovea."));
            }

            if (!catalogue.Host.IsAbsoluteUri || catalogue.Host.Scheme is not ("https" or "http")) throw Damaged(path, "\"host\" is no web address.");
            if (catalogue.Version < 1) throw Damaged(path, "\"version\" is less than 1.");
            if (catalogue.StorageHosts.Contains(null!) || catalogue.Models.Contains(null!)) throw Damaged(path, "it has null where a host or a model should be.");
            foreach (var model in catalogue.Models) Check(path, model);
            if (catalogue.Models.GroupBy(model => model.Name, StringComparer.OrdinalIgnoreCase).FirstOrDefault(same => same.Count() > 1) is { } twice) throw Damaged(path, $"it has two models called {twice.Key}.");
            return catalogue;
        }
        catch (JsonException e)
        {
            throw Damaged(path, e.Message, e);
        }
    }

    private static void Check(string path, CatalogueModel model)
    {
        if (!IsName(model.Name)) throw Damaged(path, $"\"{model.Name}\" is no name for a model: letters, digits, '-', '_' and '.' only, and none that the program or a system keeps for itself.");
        if (!RepositoryName().IsMatch(model.Repository)) throw Damaged(path, $"\"{model.Repository}\" is not owner/name.");
        if (model.Revision is { } revision && !Commit().IsMatch(revision)) throw Damaged(path, $"the revision of {model.Name} is not a commit of 40 hexadecimal digits.");
        if (model.Files.Contains(null!) || model.Aliases.Contains(null!)) throw Damaged(path, $"{model.Name} has null where a file or a name should be.");
        if (model.AboutBytes is < 0 or > LargestSize) throw Damaged(path, $"the size of {model.Name} cannot be.");
        if (model.Checkpoint is { } checkpoint && model.Files.All(file => file.Path != checkpoint)) throw Damaged(path, $"{model.Name} has no file {checkpoint}.");
        if (model.Files.Count == 0) throw Damaged(path, $"{model.Name} has no files.");
        foreach (var file in model.Files)
        {
            if (!IsInside(file.Path)) throw Damaged(path, $"{model.Name} names a file outside of its folder (\"{file.Path}\").");
            if (file.Path.Length > LongestPath || file.Path == ModelManifest.FileName || file.Path.StartsWith("optimized/", StringComparison.OrdinalIgnoreCase) || model.Files.Any(other => Hinders(file.Path, other.Path)))
            {
                throw Damaged(path, $"{model.Name} names a file that cannot lie beside its others, or is Fovea's own (\"{file.Path}\").");
            }

            if (model.Files.Count(other => string.Equals(other.Path, file.Path, StringComparison.OrdinalIgnoreCase)) > 1) throw Damaged(path, $"{model.Name} names {file.Path} twice.");
            if (file.Size is < 0 or > LargestSize || (file.Sha256 is { } hash && !Hash().IsMatch(hash))) throw Damaged(path, $"size or SHA-256 of {file.Path} in {model.Name} cannot be.");
        }
    }

    private static bool Hinders(string file, string other) => other.StartsWith(file + "/", StringComparison.OrdinalIgnoreCase);

    private static bool IsInside(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && path.AsSpan().IndexOfAny('\\', ':', '\0') < 0 && path.Split('/').All(part => part is not ("" or "." or ".."));

    private static ModelException Damaged(string path, string why, Exception? cause = null) =>
        new(path, $"{path} is no catalogue of models that can be used: {why} Its format is described in docs/formats/model-catalogue.md.", cause);

    /// <summary>Whether a model, and so its folder, can be called so: on every system, and by nobody else's name.</summary>
    internal static bool IsName(string name) => ModelName().IsMatch(name) && !name.EndsWith('.') && !TakenName().IsMatch(name);

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]{0,99}\z")]
    private static partial Regex ModelName();

    // Windows' devices, whatever follows a dot, and the model in the box.
    [GeneratedRegex(@"\A(starter|first-use\.json|(con|prn|aux|nul|com[0-9]|lpt[0-9])(\..*)?)\z", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex TakenName();

    [GeneratedRegex(@"\A[A-Za-z0-9][A-Za-z0-9._-]*/[A-Za-z0-9][A-Za-z0-9._-]*\z")]
    private static partial Regex RepositoryName();

    [GeneratedRegex(@"\A[0-9a-f]{40}\z")]
    internal static partial Regex Commit();

    [GeneratedRegex(@"\A[0-9a-f]{64}\z")]
    internal static partial Regex Hash();
}
