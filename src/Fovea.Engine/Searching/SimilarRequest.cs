namespace Fovea.Engine.Searching;

/// <summary>Photos like a given one.</summary>
public sealed record SimilarRequest
{
    /// <summary>Absolute path of a picture, in or outside the library.</summary>
    public required string Path { get; init; }

    /// <summary>Absolute folders that the result must lie in. Empty: anywhere.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>How many results to skip. Default 0.</summary>
    public int Offset { get; init; }

    /// <summary>How many results to give. Default 20.</summary>
    public int Limit { get; init; } = 20;
}
