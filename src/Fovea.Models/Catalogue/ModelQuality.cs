namespace Fovea.Models;

/// <summary>What others published about how good a model is, in percent.</summary>
/// <param name="Source">Where the figures stand.</param>
public sealed record ModelQuality(string Source)
{
    /// <summary>ImageNet-1k, zero-shot, top-1 accuracy.</summary>
    public double? ImageNet { get; init; }

    /// <summary>Flickr30k, the photo of a text, recall at 1.</summary>
    public double? Flickr30kTextToImage { get; init; }

    /// <summary>COCO 5k, the photo of a text, recall at 1.</summary>
    public double? CocoTextToImage { get; init; }
}
