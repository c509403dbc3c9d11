namespace Fovea.Clip;

/// <summary>All that is needed to build a tower anew and to judge the result.</summary>
internal sealed record TowerRebuild
{
    /// <summary>The blocks as they were published.</summary>
    public required TransformerWeights Weights { get; init; }

    /// <summary>Builds the tower around blocks, with a plan, and with or without the outputs that tell what layers take.</summary>
    public required Func<TransformerWeights, TowerPlan, bool, OnnxModel> Build { get; init; }

    /// <summary>Whether the first layer takes bytes.</summary>
    public required bool HasByteInput { get; init; }

    /// <summary>How far the numbers of a vector may be from the published tower's when both compute in fp32.</summary>
    public required double Tolerance { get; init; }

    public required IReadOnlyList<TowerSample> Calibration { get; init; }

    /// <summary>The published tower's vectors of <see cref="Calibration"/>, in its order.</summary>
    public required IReadOnlyList<float[]> CalibrationVectors { get; init; }

    public required IReadOnlyList<TowerSample> HeldOut { get; init; }

    /// <summary>The published tower's vectors of <see cref="HeldOut"/>, in its order.</summary>
    public required IReadOnlyList<float[]> HeldOutVectors { get; init; }
}
