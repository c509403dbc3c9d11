namespace Fovea.Clip;

/// <summary>What a model's folder <c>optimized</c> says of its towers. Its format is docs/formats/optimized-models.md.</summary>
public sealed record OptimizedModel
{
    /// <summary>SHA-256 of the image tower that it was made from.</summary>
    public required string ImageOriginal { get; init; }

    /// <summary>SHA-256 of the text tower that it was made from.</summary>
    public required string TextOriginal { get; init; }

    /// <summary>The preprocessing contract, whose mean and deviation are part of the graph.</summary>
    public required string Preprocessing { get; init; }

    /// <summary>The image tower; null where it runs as it was published.</summary>
    public OptimizedTower? Image { get; init; }

    /// <summary>The text tower; null where it runs as it was published.</summary>
    public OptimizedTower? Text { get; init; }

    /// <summary>Photos that calibrated the towers and, as many others, measured them.</summary>
    public required int Photos { get; init; }

    /// <summary>Texts of both sorts.</summary>
    public required int Texts { get; init; }

    /// <summary>Which part of the best tenth of the photos, for each text, is the same as with the published towers: from 0 to 1.</summary>
    public required double RankingAgreement { get; init; }
}
