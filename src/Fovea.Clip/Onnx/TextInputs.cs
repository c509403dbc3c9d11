namespace Fovea.Clip;

/// <summary>What the inputs of a text tower beside the token ids are for.</summary>
internal static class TextInputs
{
    /// <summary>The role of an input, told from its name; null when it has none of these.</summary>
    public static TextInputRole? RoleOf(OnnxValue value)
    {
        if (value.Name.Contains("mask", StringComparison.OrdinalIgnoreCase)) return TextInputRole.AttentionMask;
        if (value.Name.Contains("position", StringComparison.OrdinalIgnoreCase)) return TextInputRole.Positions;
        if (value.Name.Contains("token_type", StringComparison.OrdinalIgnoreCase) || value.Name.Contains("segment", StringComparison.OrdinalIgnoreCase)) return TextInputRole.TokenTypes;
        return value.Type is OnnxTensorType.Float or OnnxTensorType.Float16 && value.Shape?.Count == 4 ? TextInputRole.Picture : null;
    }
}
