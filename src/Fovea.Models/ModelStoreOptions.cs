using Fovea.Clip;

namespace Fovea.Models;

/// <summary>Where models are.</summary>
public sealed class ModelStoreOptions
{
    /// <summary>The folder that holds one folder a model; need not exist.</summary>
    public required string ModelsFolder { get; init; }

    /// <summary>The folder of the model that ships with the program.</summary>
    public required string StarterFolder { get; init; }

    /// <summary>How models are opened. Default: <see cref="ClipModelOptions"/>'s own defaults.</summary>
    public ClipModelOptions Clip { get; init; } = new();
}
