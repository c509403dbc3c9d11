namespace Fovea.Clip;

/// <summary>What a configuration beside a checkpoint says of one tower; null where it is silent.</summary>
internal sealed record TowerConfig
{
    public int? Heads { get; init; }

    public ActivationKind? Activation { get; init; }

    public float? Epsilon { get; init; }

    public int? Width { get; init; }

    public int? Layers { get; init; }
}
