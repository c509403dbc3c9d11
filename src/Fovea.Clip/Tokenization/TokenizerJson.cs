using System.Text.Json;

namespace Fovea.Clip;

/// <summary>
/// Reads <c>tokenizer.json</c> of Hugging Face's tokenizers in one pass, without a document tree: a search starts with this.
/// Source: https://huggingface.co/docs/tokenizers.
/// </summary>
internal ref struct TokenizerJson
{
    private readonly string _path;
    private readonly Dictionary<string, int> _ids = new(50_000, StringComparer.Ordinal);
    private readonly List<(string, string)> _merges = new(49_000);
    private readonly Dictionary<string, int> _added = new(StringComparer.Ordinal);
    private Utf8JsonReader _reader;
    private string? _type;
    private string? _suffix;
    private string? _unknown;
    private int? _padId;
    private int? _contextLength;

    private TokenizerJson(string path, ReadOnlySpan<byte> json)
    {
        _path = path;
        _reader = new Utf8JsonReader(json);
    }

    /// <summary>Reads the file's bytes.</summary>
    public static RawTokenizer Read(string path, ReadOnlySpan<byte> json)
    {
        if (NotAModelFile.Describe(json, json: true) is { } what) throw ModelError.Damaged(path, what);
        try
        {
            return new TokenizerJson(path, json.StartsWith("\uFEFF"u8) ? json[3..] : json).Read();
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw ModelError.Damaged(path, $"it is not a valid tokenizer.json ({e.Message.TrimEnd('.')}).", e);
        }
    }

    private RawTokenizer Read()
    {
        _reader.Read();
        while (NextProperty(out var name))
        {
            switch (name)
            {
                case "added_tokens":
                    ReadAddedTokens();
                    break;
                case "model" when _reader.TokenType == JsonTokenType.StartObject:
                    ReadModel();
                    break;
                case "padding":
                    _padId = ReadLimit("pad_id");
                    break;
                case "truncation":
                    _contextLength = ReadLimit("max_length");
                    break;
                default:
                    _reader.Skip();
                    break;
            }
        }

        if (_type is not (null or "BPE") || _suffix != BpeVocabulary.EndOfWord)
        {
            throw ModelError.Unsupported(
                _path,
                $"its tokenizer is {_type ?? "unknown"}{(_suffix == BpeVocabulary.EndOfWord ? "" : " without CLIP's end-of-word mark </w>")}.",
                "Use a model with CLIP's byte-level BPE tokenizer.");
        }

        return new RawTokenizer(_path, BpeVocabulary.Create(_ids, _merges))
        {
            AddedTokens = _added,
            UnknownToken = _unknown,
            PadId = _padId,
            ContextLength = _contextLength,
        };
    }

    // Moves to the value of the next property of the object that the reader is in.
    private bool NextProperty(out string name)
    {
        name = "";
        _reader.Read();
        if (_reader.TokenType != JsonTokenType.PropertyName) return false;
        name = _reader.GetString()!;
        _reader.Read();
        return true;
    }

    private void ReadModel()
    {
        while (NextProperty(out var name))
        {
            switch (name)
            {
                case "type":
                    _type = _reader.GetString();
                    break;
                case "end_of_word_suffix":
                    _suffix = _reader.GetString();
                    break;
                case "unk_token":
                    _unknown = _reader.GetString();
                    break;
                case "vocab" when _reader.TokenType == JsonTokenType.StartObject:
                    while (NextProperty(out var token)) _ids[token] = _reader.GetInt32();
                    break;
                case "merges" when _reader.TokenType == JsonTokenType.StartArray:
                    ReadMerges();
                    break;
                default:
                    _reader.Skip();
                    break;
            }
        }
    }

    // "a b" in files before 2024, ["a", "b"] in later ones.
    private void ReadMerges()
    {
        while (_reader.Read() && _reader.TokenType != JsonTokenType.EndArray)
        {
            if (_reader.TokenType == JsonTokenType.StartArray)
            {
                _reader.Read();
                var left = _reader.GetString()!;
                _reader.Read();
                _merges.Add((left, _reader.GetString()!));
                _reader.Read();
            }
            else if (MergesText.TrySplit(_reader.GetString()!, out var pair))
            {
                _merges.Add(pair);
            }
        }
    }

    private void ReadAddedTokens()
    {
        if (_reader.TokenType != JsonTokenType.StartArray)
        {
            _reader.Skip();
            return;
        }

        foreach (var token in JsonElement.ParseValue(ref _reader).EnumerateArray())
        {
            if (token.Text("content") is { } content && token.Integer("id") is { } id) _added[content] = id;
        }
    }

    private int? ReadLimit(string name) =>
        _reader.TokenType == JsonTokenType.StartObject && JsonElement.ParseValue(ref _reader).Integer(name) is >= 0 and var value ? value : null;
}
