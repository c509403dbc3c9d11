namespace Fovea.Testing.Http;

/// <summary>What a client asked.</summary>
/// <param name="Method">GET or HEAD.</param>
/// <param name="Target">The target as it was sent: a path, or a whole address where the server is used as a proxy.</param>
/// <param name="Headers">By lower-case name.</param>
public sealed record LoopbackRequest(string Method, string Target, IReadOnlyDictionary<string, string> Headers)
{
    /// <summary>The path, whoever was asked for it.</summary>
    public string Path => Uri.TryCreate(Target, UriKind.Absolute, out var whole) && whole.Scheme == "http" ? whole.AbsolutePath : Target;

    /// <summary>The first byte of a range; 0 where there is none.</summary>
    public long From => Headers.TryGetValue("range", out var range) ? long.Parse(range["bytes=".Length..range.IndexOf('-', StringComparison.Ordinal)], System.Globalization.CultureInfo.InvariantCulture) : 0;

    public string? IfRange => Headers.GetValueOrDefault("if-range");
}
