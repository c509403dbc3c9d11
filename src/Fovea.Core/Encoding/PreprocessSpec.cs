using System.Globalization;

namespace Fovea;

/// <summary>What a model expects of a picture, read from its folder.</summary>
public sealed record PreprocessSpec
{
    /// <summary>Width of the tile in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the tile in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>
    /// The target of the resize before the crop, in pixels of the shorter side; null when it equals the tile
    /// (Hugging Face configs may resize to 256 and crop to 224).
    /// </summary>
    public int? ResizeTo { get; init; }

    /// <summary>How the shape is treated. Default: shorter side, then centre crop.</summary>
    public ResizeMode Mode { get; init; } = ResizeMode.ShortestSide;

    /// <summary>The kernel. Default: bicubic.</summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Bicubic;

    /// <summary>Fill value 0–255 around the picture for <see cref="ResizeMode.LongestSide"/>. Default 0.</summary>
    public byte Fill { get; init; }

    /// <summary>Mean of R, G, B on the scale 0–1, subtracted by the encoder. Default: OpenAI CLIP's.</summary>
    public IReadOnlyList<float> Mean { get; init; } = [0.48145466f, 0.4578275f, 0.40821073f];

    /// <summary>Standard deviation of R, G, B on the scale 0–1, divided by in the encoder. Default: OpenAI CLIP's.</summary>
    public IReadOnlyList<float> StandardDeviation { get; init; } = [0.26862954f, 0.26130258f, 0.27577711f];

    /// <summary>The contract as one canonical line: part of the embedding space's identity.</summary>
    public string Canonical => string.Create(
        CultureInfo.InvariantCulture,
        $"{Width}x{Height};resize={ResizeTo?.ToString(CultureInfo.InvariantCulture) ?? "tile"};{Mode};{Interpolation};fill={Fill};mean={List(Mean)};std={List(StandardDeviation)}");

    /// <summary>Equal when the canonical lines are equal.</summary>
    public bool Equals(PreprocessSpec? other) => other is not null && Canonical == other.Canonical;

    /// <inheritdoc />
    public override int GetHashCode() => Canonical.GetHashCode(StringComparison.Ordinal);

    // Not string.Join alone: it would write the numbers as the person's culture does, and the space would have another identity there.
    private static string List(IEnumerable<float> numbers) => string.Join(',', numbers.Select(n => n.ToString(CultureInfo.InvariantCulture)));
}
