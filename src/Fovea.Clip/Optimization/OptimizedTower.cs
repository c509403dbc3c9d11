namespace Fovea.Clip;

/// <summary>A tower that was rebuilt for speed.</summary>
public sealed record OptimizedTower
{
    /// <summary>Its file's name in the folder <c>optimized</c>.</summary>
    public required string File { get; init; }

    /// <summary>Its file's size in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>Its file's SHA-256, 64 lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Bits of a weight of the layers that run in bytes: 8, or 7 for processors without a dot product of bytes.</summary>
    public required int WeightBits { get; init; }

    /// <summary>How many linear layers it has.</summary>
    public required int Layers { get; init; }

    /// <summary>The layers that stayed in fp32, because in bytes the vectors would differ too much.</summary>
    public required IReadOnlyList<string> SingleLayers { get; init; }

    /// <summary>The median cosine similarity of its vectors and the published tower's, over inputs that it was not calibrated with.</summary>
    public required double MedianCosine { get; init; }

    /// <summary>The least of these similarities.</summary>
    public required double LeastCosine { get; init; }

    /// <summary>How many times as fast as the published tower it was, on the machine that made it.</summary>
    public required double SpeedUp { get; init; }
}
