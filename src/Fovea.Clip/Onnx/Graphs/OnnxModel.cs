namespace Fovea.Clip;

/// <summary>A whole graph with its weights. Source: https://github.com/onnx/onnx/blob/main/onnx/onnx.proto.</summary>
internal sealed record OnnxModel
{
    /// <summary>The version of the file's format, not of the operators.</summary>
    public long Version { get; init; } = 8;

    /// <summary>The version of each set of operators, by domain; ONNX's own has the empty name.</summary>
    public required IReadOnlyDictionary<string, long> Operators { get; init; }

    /// <summary>In an order in which each can run after those before it.</summary>
    public required IReadOnlyList<OnnxNode> Nodes { get; init; }

    /// <summary>The weights by name.</summary>
    public required IReadOnlyDictionary<string, OnnxTensor> Weights { get; init; }

    /// <summary>What must be fed.</summary>
    public required IReadOnlyList<OnnxValue> Inputs { get; init; }

    /// <summary>What it gives.</summary>
    public required IReadOnlyList<OnnxValue> Outputs { get; init; }
}
