namespace Fovea.Engine.Searching;

/// <summary>What a person searches for.</summary>
public sealed record SearchRequest
{
    /// <summary>The query as typed, in the language of <c>docs/formats/query.md</c>.</summary>
    public required string Text { get; init; }

    /// <summary>Absolute folders that the result must lie in, besides those in the text. Empty: anywhere.</summary>
    public IReadOnlyList<string> Folders { get; init; } = [];

    /// <summary>What relative folders in the text are relative to, besides the roots; null: the roots only.</summary>
    public string? BaseFolder { get; init; }

    /// <summary>How many results to skip. Default 0.</summary>
    public int Offset { get; init; }

    /// <summary>How many results to give. Default 20.</summary>
    public int Limit { get; init; } = 20;
}
