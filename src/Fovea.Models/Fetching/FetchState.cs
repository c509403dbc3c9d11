using System.Text.Json;

namespace Fovea.Models;

/// <summary>What an unfinished fetch notes beside its files, so that the next one goes on; replaced atomically. A damaged one only costs a new start.</summary>
internal sealed record FetchState
{
    public const string FileName = "fetch.json";

    public required string Repository { get; init; }

    /// <summary>The commit that is fetched, or <c>main</c> where the server named none.</summary>
    public required string Revision { get; init; }

    /// <summary>Whether files are taken that differ from those that were first fetched here.</summary>
    public bool TrustsAnew { get; init; }

    /// <summary>Files by path.</summary>
    public required Dictionary<string, FetchedFile> Files { get; init; }

    public static FetchState? Read(string folder)
    {
        try
        {
            var state = JsonSerializer.Deserialize(File.ReadAllBytes(Path.Combine(folder, FileName)), CatalogueJson.Default.FetchState);
            return state?.Files.ContainsValue(null!) == true ? null : state;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    public void Write(string folder) => AtomicFile.Write(Path.Combine(folder, FileName), JsonSerializer.SerializeToUtf8Bytes(this, CatalogueJson.Default.FetchState));

    public FetchedFile Of(string path) => Files.GetValueOrDefault(path) ?? new FetchedFile();
}
