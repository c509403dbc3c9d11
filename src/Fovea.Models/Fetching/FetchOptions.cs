namespace Fovea.Models;

/// <summary>How a model is fetched.</summary>
public sealed class FetchOptions
{
    /// <summary>The environment variable that names a mirror, as other programs know it.</summary>
    public const string MirrorVariable = "HF_ENDPOINT";

    /// <summary>A server with the same repositories that stands in for the catalogue's host. Default (null): none.</summary>
    public Uri? Mirror { get; init; }

    /// <summary>Further hosts to which the server may send this program for a file. Default: none but those that the catalogue names.</summary>
    public IReadOnlyList<string> AllowedHosts { get; init; } = [];

    /// <summary>Whether the person has agreed to a licence that does not allow any use. Default: no.</summary>
    public bool AcceptsLicence { get; init; }

    /// <summary>Whether files that differ from those first fetched on this machine are taken and remembered in their place. Default: no.</summary>
    public bool TrustsAnew { get; init; }

    /// <summary>A transfer that brings fewer than 4 KB in this time is broken off and resumed. Default: 30 s.</summary>
    public TimeSpan StallTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>How long the server may take to be reached. Default: 20 s.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(20);

    /// <summary>The wait before the second attempt; each further one waits twice as long. Default: 1 s.</summary>
    public TimeSpan RetryDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Attempts in a row that bring less than 1 MB before a file is given up. Default: 6.</summary>
    public int Attempts { get; init; } = 6;
}
