using System.Text.Json;

namespace Fovea.Clip;

/// <summary>What <c>tokenizer_config.json</c> and <c>special_tokens_map.json</c> say; CLIP's names where they are silent.</summary>
internal sealed record TokenizerConfig
{
    // Hugging Face writes 1e30 where there is no limit.
    private const int LongestContext = 1 << 16;

    public string StartToken { get; private init; } = "<|startoftext|>";

    public string EndToken { get; private init; } = "<|endoftext|>";

    public string? PadToken { get; private init; }

    public int? PadId { get; private init; }

    public int? ContextLength { get; private init; }

    /// <summary>What transformers call the tokenizer's class.</summary>
    public string? Class { get; private init; }

    public static TokenizerConfig Read(ModelFiles files, string place)
    {
        var result = new TokenizerConfig();
        foreach (var name in new[] { "special_tokens_map.json", "tokenizer_config.json" })
        {
            if (files.TryRead(place, name) is not { } bytes) continue;
            var config = JsonFiles.Parse(files.PathOf(place, name), bytes);
            result = new TokenizerConfig
            {
                StartToken = Token(config, "bos_token") ?? result.StartToken,
                EndToken = Token(config, "eos_token") ?? result.EndToken,
                PadToken = Token(config, "pad_token") ?? result.PadToken,
                PadId = config.Integer("pad_id") is >= 0 and var pad ? pad : result.PadId,
                Class = config.Text("tokenizer_class") ?? result.Class,
                ContextLength = config.Integer("model_max_length") is >= 2 and <= LongestContext and var length ? length : result.ContextLength,
            };
        }

        return result;
    }

    private static string? Token(JsonElement config, string name) =>
        config.Text(name) ?? (config.Property(name) is { ValueKind: JsonValueKind.Object } token ? token.Text("content") : null);
}
