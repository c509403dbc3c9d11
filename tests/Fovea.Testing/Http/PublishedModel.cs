using System.Security.Cryptography;
using System.Text.Json;

namespace Fovea.Testing.Http;

/// <summary>The starter, published on a loopback server as a real CLIP would be, with a catalogue that names it.</summary>
public sealed class PublishedModel : IDisposable
{
    public const string Name = "small-clip";
    public const string Repository = "someone/small-clip";
    public const string Revision = "0123456789abcdef0123456789abcdef01234567";

    private static readonly string[] Paths =
        ["config.json", "visual/preprocess_cfg.json", "textual/tokenizer.json", "textual/tokenizer_config.json", "textual/special_tokens_map.json", "visual/model.onnx", "textual/model.onnx"];

    public PublishedModel()
    {
        foreach (var path in Paths)
        {
            var file = RepositoryRoot.File(["models", "starter", .. path.Split('/')]);
            if (File.Exists(file)) Files[path] = File.ReadAllBytes(file);
        }

        Server.Otherwise = ServeAsync;
    }

    public LoopbackServer Server { get; } = new();

    /// <summary>What the repository has, by path.</summary>
    public Dictionary<string, byte[]> Files { get; } = [];

    /// <summary>The commit that the server names; null: none.</summary>
    public string? NamedCommit { get; set; }

    /// <summary>Whether the server gives entity tags.</summary>
    public bool GivesEtags { get; set; } = true;

    /// <summary>The SHA-256 of a file now.</summary>
    public string HashOf(string path) => Convert.ToHexStringLower(SHA256.HashData(Files[path]));

    /// <summary>The entity tag of a file now.</summary>
    public string? EtagOf(string path) => GivesEtags ? $"\"{HashOf(path)[..16]}\"" : null;

    /// <summary>Requests for one file, HEAD left out.</summary>
    public IReadOnlyList<LoopbackRequest> RequestsFor(string path) => [.. Server.Requests.Where(request => request.Method == "GET" && request.Path.EndsWith("/" + path, StringComparison.Ordinal))];

    /// <summary>A catalogue with the model.</summary>
    /// <param name="isPinned">Whether it names a commit and the hashes.</param>
    /// <param name="isFree">Whether the licence allows any use.</param>
    public string Catalogue(bool isPinned = true, bool isFree = true) => JsonSerializer.Serialize(new
    {
        format = "fovea-model-catalogue",
        version = 1,
        host = Server.Address,
        models = new[]
        {
            new
            {
                name = Name,
                title = "A small CLIP",
                about = "For tests.",
                licence = new { id = isFree ? "MIT" : "research only", url = "https://example.org/licence", isFree, limits = isFree ? null : "not for products" },
                languages = "English",
                pictureSide = 128,
                dimensions = 256,
                quality = new { source = "none" },
                repository = Repository,
                revision = isPinned ? Revision : null,
                files = Paths.Select(path => new
                {
                    path,
                    size = isPinned && Files.TryGetValue(path, out var bytes) ? bytes.Length : (int?)null,
                    sha256 = isPinned && Files.ContainsKey(path) ? HashOf(path) : null,
                    isOptional = path.EndsWith("_map.json", StringComparison.Ordinal),
                }),
            },
        },
    });

    public void Dispose() => Server.Dispose();

    private Task ServeAsync(LoopbackExchange exchange)
    {
        var marker = $"/{Repository}/resolve/";
        var start = exchange.Request.Path.IndexOf(marker, StringComparison.Ordinal);
        var rest = start < 0 ? "" : exchange.Request.Path[(start + marker.Length)..];
        var path = rest[(rest.IndexOf('/', StringComparison.Ordinal) + 1)..];
        return Files.TryGetValue(path, out var file)
            ? exchange.FileAsync(file, EtagOf(path), int.MaxValue, NamedCommit is null ? [] : [$"X-Repo-Commit: {NamedCommit}"])
            : exchange.HeadAsync(404, "Content-Length: 0");
    }
}
