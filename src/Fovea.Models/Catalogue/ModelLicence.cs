namespace Fovea.Models;

/// <summary>Under which terms a model may be used.</summary>
/// <param name="Id">Its SPDX identifier, or its name.</param>
/// <param name="Url">Where it can be read.</param>
/// <param name="IsFree">Whether it allows any use. Where it does not, a person confirms it before anything is fetched.</param>
public sealed record ModelLicence(string Id, Uri Url, bool IsFree)
{
    /// <summary>What it excludes, in a sentence; null where it allows any use.</summary>
    public string? Limits { get; init; }
}
