namespace Fovea.Models;

/// <summary>A model that can be fetched.</summary>
public sealed record CatalogueModel
{
    /// <summary>Its name here, and of its folder.</summary>
    public required string Name { get; init; }

    /// <summary>Other names by which people know it.</summary>
    public IReadOnlyList<string> Aliases { get => field ?? []; init; }

    /// <summary>What it is, in a line.</summary>
    public required string Title { get; init; }

    /// <summary>What it is good for, in a sentence or two.</summary>
    public required string About { get; init; }

    /// <summary>Whether it is the one to take first.</summary>
    public bool IsRecommended { get; init; }

    /// <summary>Under which terms.</summary>
    public required ModelLicence Licence { get; init; }

    /// <summary>Languages in which it can be searched, for people.</summary>
    public required string Languages { get; init; }

    /// <summary>Width and height of the pictures that it takes, in pixels.</summary>
    public required int PictureSide { get; init; }

    /// <summary>Numbers in a vector.</summary>
    public required int Dimensions { get; init; }

    /// <summary>Published figures.</summary>
    public required ModelQuality Quality { get; init; }

    /// <summary>The repository on the catalogue's host, <c>owner/name</c>.</summary>
    public required string Repository { get; init; }

    /// <summary>The commit, 40 lower-case hexadecimal digits; null where none was reviewed: what the repository has when it is fetched.</summary>
    public string? Revision { get; init; }

    /// <summary>Bytes in all, about; null where the files' own sizes tell.</summary>
    public long? AboutBytes { get; init; }

    /// <summary>The file among <see cref="Files"/> that is an original checkpoint, and is converted here; null: the files are the model.</summary>
    public string? Checkpoint { get; init; }

    /// <summary>The files, small ones first.</summary>
    public required IReadOnlyList<CatalogueFile> Files { get; init; }

    /// <summary>Bytes in all, as far as known.</summary>
    public long Bytes => AboutBytes ?? Files.Sum(file => file.Size ?? 0);

    /// <summary>What a manifest says of it.</summary>
    public string Description => $"{Title}. {About}";

    /// <summary>Whether a person means this model by a name.</summary>
    public bool IsCalled(string name) =>
        Aliases.Append(Name).Append(Repository).Any(known => string.Equals(known, name, StringComparison.OrdinalIgnoreCase));
}
