namespace Fovea.Models;

/// <summary>What is known of a file of an unfinished fetch.</summary>
internal sealed record FetchedFile
{
    /// <summary>The entity tag with which its bytes came, as the server wrote it.</summary>
    public string? Etag { get; init; }

    /// <summary>Bytes of the whole file, as the server said then.</summary>
    public long? Length { get; init; }

    /// <summary>Its hash, when it is complete.</summary>
    public string? Sha256 { get; init; }

    /// <summary>Whether the repository has no such file.</summary>
    public bool IsAbsent { get; init; }
}
