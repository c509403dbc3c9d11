namespace Fovea.Models;

/// <summary>Where a fetch stands.</summary>
/// <param name="File">The file that is being fetched.</param>
/// <param name="Done">Bytes of the model that are here, those from before included.</param>
/// <param name="Total">Bytes of the model, as far as known.</param>
public readonly record struct FetchProgress(string File, long Done, long Total)
{
    /// <summary>Something that a person wants to know: a transfer that broke and goes on, a file that is fetched anew. Null: only numbers changed.</summary>
    public string? Note { get; init; }
}
