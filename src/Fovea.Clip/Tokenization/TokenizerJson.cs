using System.Text.Json;

namespace Fovea.Clip;

/// <summary>
/// Reads <c>tokenizer.json</c> and <c>vocab.json</c> of Hugging Face's tokenizers in one pass, without a document tree: a search starts
/// with this. Source: https://huggingface.co/docs/tokenizers.
/// </summary>
internal ref struct TokenizerJson
{
    private readonly string _path;
    private readonly BpeVocabulary _vocabulary = new();
    private readonly Dictionary<string, int> _added = new(StringComparer.Ordinal);
    private readonly Utf8Text _left = new();
    private readonly Utf8Text _right = new();
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

    /// <summary>Reads the bytes of a tokenizer.json.</summary>
    public static RawTokenizer Read(string path, ReadOnlySpan<byte> json) => Guarded(path, json, vocabularyOnly: false);

    /// <summary>Reads the bytes of a vocab.json: an object of tokens and ids.</summary>
    public static RawTokenizer ReadVocabulary(string path, ReadOnlySpan<byte> json) => Guarded(path, json, vocabularyOnly: true);

    private static RawTokenizer Guarded(string path, ReadOnlySpan<byte> json, bool vocabularyOnly)
    {
        if (NotAModelFile.Describe(json, json: true) is { } what) throw ModelError.Damaged(path, what);
        try
        {
            var reader = new TokenizerJson(path, json.StartsWith("\uFEFF"u8) ? json[3..] : json);
            reader._reader.Read();
            if (reader._reader.TokenType != JsonTokenType.StartObject) throw ModelError.Damaged(path, "it holds no JSON object.");
            if (!vocabularyOnly) return reader.Read();

            reader.ReadTokens();
            return new RawTokenizer(path, reader._vocabulary);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or FormatException)
        {
            throw ModelError.Damaged(path, $"it is not a valid vocabulary ({e.Message.TrimEnd('.')}).", e);
        }
    }

    private RawTokenizer Read()
    {
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

        return new RawTokenizer(_path, _vocabulary)
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
        var merges = default(Utf8JsonReader);
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
                    ReadTokens();
                    break;
                case "merges" when _reader.TokenType == JsonTokenType.StartArray:
                    // Read last: the tokens may stand behind them.
                    merges = _reader;
                    _reader.Skip();
                    break;
                default:
                    _reader.Skip();
                    break;
            }
        }

        ReadMerges(merges);
    }

    private void ReadTokens()
    {
        while (_reader.Read() && _reader.TokenType == JsonTokenType.PropertyName)
        {
            var token = _left.From(ref _reader);
            _reader.Read();
            var id = _reader.GetInt32();
            if (id < 0) throw new FormatException($"the id {id} is negative");
            _vocabulary.AddToken(token, id);
        }
    }

    // "a b" in files before 2024, ["a", "b"] in later ones.
    private readonly void ReadMerges(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return;

        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                reader.Read();
                var first = _left.From(ref reader);
                reader.Read();
                _vocabulary.AddMerge(first, _right.From(ref reader));
                reader.Read();
            }
            else if (MergesText.TrySplit(_left.From(ref reader), out var left, out var right))
            {
                _vocabulary.AddMerge(left, right);
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
            if (token.Text("content") is { } content && token.Integer("id") is >= 0 and var id) _added[content] = id;
        }
    }

    private int? ReadLimit(string name) =>
        _reader.TokenType == JsonTokenType.StartObject && JsonElement.ParseValue(ref _reader).Integer(name) is >= 0 and var value ? value : null;

    // The bytes of a JSON string, unescaped where it must be.
    private sealed class Utf8Text
    {
        private byte[] _buffer = new byte[256];

        public ReadOnlySpan<byte> From(scoped ref Utf8JsonReader reader)
        {
            var length = reader.ValueSpan.Length;
            if (length > _buffer.Length) _buffer = new byte[2 * length];
            return _buffer.AsSpan(0, reader.CopyString(_buffer));
        }
    }
}
