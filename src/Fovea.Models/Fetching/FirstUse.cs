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
    private const int MostTries = 250;

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
            throw new JsonException("it is of another format, or of a newer version.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new FetchException($"{path} cannot be read: {e.Message} It remembers which files were fetched first. Delete it to trust the next download anew.", e);
        }
    }

    /// <summary>Changes what is remembered; one process at a time.</summary>
    /// <exception cref="FetchException">It cannot be read or written.</exception>
    public static void Update(string modelsFolder, Action<FirstUse> change)
    {
        Directory.CreateDirectory(modelsFolder);
        using var right = Lock(Path.Combine(modelsFolder, StagingFolder.Name));
        var known = Read(modelsFolder);
        change(known);
        AtomicFile.Write(Path.Combine(modelsFolder, FileName), JsonSerializer.SerializeToUtf8Bytes(known, CatalogueJson.Default.FirstUse));
    }

    private static FileStream Lock(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "first-use.lock");
        for (var left = MostTries; ; left--)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (left > 0)
            {
                // Another process writes a few bytes.
                Thread.Sleep(20);
            }
            catch (IOException e)
            {
                throw new FetchException($"{path} is held by another process: {e.Message} Wait until it is done.", e);
            }
        }
    }
}
