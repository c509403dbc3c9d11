using System.Text.Json;

namespace Fovea.Models;

/// <summary>
/// The hashes of files that came without one: what this machine got the first time is what it accepts from then on (trust on first use). Kept
/// apart from the models, so that removing one and fetching it again changes nothing.
/// </summary>
internal sealed record FirstUse
{
    private const string FileName = "first-use.json";
    private const string FormatName = "fovea-first-use";

    public required string Format { get; init; }

    public required int Version { get; init; }

    /// <summary>Models by repository.</summary>
    public required Dictionary<string, FirstUseModel> Models { get; init; }

    /// <summary>Reads what is remembered.</summary>
    /// <exception cref="FetchException">There is a file, and it cannot be read: to go on would be to trust anew without saying so.</exception>
    public static FirstUse Read(string modelsFolder)
    {
        var path = Path.Combine(modelsFolder, FileName);
        try
        {
            if (!File.Exists(path)) return new FirstUse { Format = FormatName, Version = 1, Models = [] };
            var known = JsonSerializer.Deserialize(File.ReadAllBytes(path), CatalogueJson.Default.FirstUse);
            if (known is { Format: FormatName, Version: 1 }) return known;
            throw new JsonException("it is of another format, or of a newer version");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new FetchException($"{path} cannot be read: {e.Message} It remembers which files were fetched first. Delete it to trust the next download anew.", e);
        }
    }

    /// <summary>Remembers the files of a model, in place of what was known of it.</summary>
    public void Remember(string modelsFolder, string repository, FirstUseModel model)
    {
        Models[repository] = model;
        AtomicFile.Write(Path.Combine(modelsFolder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, CatalogueJson.Default.FirstUse));
    }
}
