using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Fovea.Clip;

/// <summary>
/// What a model folder should hold: <c>manifest.json</c> beside the model's files, described in docs/formats/model-folder.md. Optional;
/// where it is, no byte is used that it does not vouch for.
/// </summary>
public sealed record ModelManifest
{
    /// <summary>The file's name in the model folder.</summary>
    public const string FileName = "manifest.json";

    /// <summary>What the file calls itself.</summary>
    public const string Format = "fovea-model";

    /// <summary>The version that this program writes, and the newest it reads.</summary>
    public const int Version = 1;

    private static readonly JsonWriterOptions Pretty = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, NewLine = "\n" };

    /// <summary>The model's name, for people.</summary>
    public required string Name { get; init; }

    /// <summary>One or two sentences about it, for people.</summary>
    public string? Description { get; init; }

    /// <summary>Whether it is the small model that ships with the program, weaker than CLIP.</summary>
    public bool IsStarter { get; init; }

    /// <summary>Every file of the model except the manifest itself.</summary>
    public required IReadOnlyList<ManifestFile> Files { get; init; }

    /// <summary>Reads a manifest.</summary>
    /// <param name="path">The manifest file, for errors.</param>
    /// <param name="json">Its bytes.</param>
    /// <exception cref="ModelException">Not a manifest, or of a newer version.</exception>
    public static ModelManifest Parse(string path, ReadOnlySpan<byte> json)
    {
        ArgumentNullException.ThrowIfNull(path);

        var root = JsonFiles.Parse(path, json);
        if (root.Text("format") != Format) throw ModelError.Damaged(path, $"it is no model manifest: \"format\" is not \"{Format}\".");
        var version = root.Integer("version") ?? throw ModelError.Damaged(path, "\"version\" is missing.");
        if (version > Version)
        {
            throw new ModelException(path, FormattableString.Invariant(
                $"{path} has manifest version {version}, and this program reads versions up to {Version}. Use a newer version of Fovea."));
        }

        if (version < 1) throw ModelError.Damaged(path, FormattableString.Invariant($"\"version\" is {version}."));
        if (root.Property("files") is not { ValueKind: JsonValueKind.Array } files) throw ModelError.Damaged(path, "\"files\" is missing.");

        return new ModelManifest
        {
            Name = root.Text("name") is { Length: > 0 } name ? name : throw ModelError.Damaged(path, "\"name\" is missing."),
            Description = root.Text("description"),
            IsStarter = root.Flag("starter") ?? false,
            Files = [.. files.EnumerateArray().Select(f => ParseFile(path, f))],
        };
    }

    /// <summary>Describes the files of a folder as they are now, sorted by path; an old manifest in it is left out.</summary>
    /// <exception cref="ModelException">A file cannot be read.</exception>
    public static ModelManifest Describe(string folder, string name, string? description, bool isStarter, CancellationToken cancellationToken)
    {
        var root = Path.GetFullPath(folder);
        var files = new List<ManifestFile>();
        foreach (var relative in FileHashing.Files(root))
        {
            if (relative == FileName) continue;
            var file = Path.Combine(root, relative);
            files.Add(new ManifestFile(relative, FileHashing.SizeOf(file), FileHashing.Sha256(file, cancellationToken)));
        }

        return new ModelManifest { Name = name, Description = description, IsStarter = isStarter, Files = files };
    }

    /// <summary>The SHA-256 of a file, 64 lower-case hexadecimal digits, as manifests have it.</summary>
    /// <exception cref="ModelException">It cannot be read.</exception>
    public static string HashOf(string path, CancellationToken cancellationToken) => FileHashing.Sha256(path, cancellationToken);

    /// <summary>The manifest as JSON, indented, with a line break at the end.</summary>
    public byte[] ToJson()
    {
        using var stream = new MemoryStream();
        using (var json = new Utf8JsonWriter(stream, Pretty))
        {
            json.WriteStartObject();
            json.WriteString("format", Format);
            json.WriteNumber("version", Version);
            json.WriteString("name", Name);
            if (Description is not null) json.WriteString("description", Description);
            json.WriteBoolean("starter", IsStarter);
            json.WriteStartArray("files");
            foreach (var file in Files)
            {
                json.WriteStartObject();
                json.WriteString("path", file.Path);
                json.WriteNumber("size", file.Size);
                json.WriteString("sha256", file.Sha256);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        stream.WriteByte((byte)'\n');
        return stream.ToArray();
    }

    private static ManifestFile ParseFile(string manifest, JsonElement file)
    {
        var path = file.Text("path");
        var hash = file.Text("sha256")?.ToLowerInvariant();
        if (path is null || !IsInside(path)) throw ModelError.Damaged(manifest, $"it names a file outside the model folder or none at all (\"{path}\").");
        if (hash is null || hash.Length != 2 * SHA256.HashSizeInBytes || !hash.All(char.IsAsciiHexDigitLower))
        {
            throw ModelError.Damaged(manifest, $"the SHA-256 of {path} is not 64 hexadecimal digits.");
        }

        return file.Property("size") is { ValueKind: JsonValueKind.Number } size && size.TryGetInt64(out var bytes) && bytes >= 0
            ? new ManifestFile(path, bytes, hash)
            : throw ModelError.Damaged(manifest, $"the size of {path} is missing.");
    }

    private static bool IsInside(string path) =>
        path.Length > 0 && !Path.IsPathRooted(path) && !path.Contains('\\', StringComparison.Ordinal) && !path.Contains(':', StringComparison.Ordinal)
        && path.Split('/').All(part => part is not ("" or "." or ".."));
}
