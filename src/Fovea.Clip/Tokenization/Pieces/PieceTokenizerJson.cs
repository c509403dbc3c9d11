using System.Text.Json;

namespace Fovea.Clip;

/// <summary>
/// What a <c>tokenizer.json</c> of Hugging Face's tokenizers holds. The vocabulary, a quarter of a million tokens in some, is read in one pass without a document tree.
/// Source: https://huggingface.co/docs/tokenizers.
/// </summary>
internal sealed class PieceTokenizerJson
{
    private const int MostIds = 1 << 24;

    private readonly BpeVocabulary _vocabulary = new();
    private readonly List<(string Piece, double Score)> _pieces = [];
    private string? _type;
    private string? _unknown;
    private int? _unknownId;
    private bool _usesBytes;
    private bool _fusesUnknown;
    private (string Name, string Mark)? _mark;
    private int _longestWord = 100;

    /// <summary>Tokens beside the vocabulary.</summary>
    public List<AddedToken> Added { get; } = [];

    /// <summary>The normaliser; null: none.</summary>
    public JsonElement? Normalizer { get; private set; }

    /// <summary>What splits a text; null: nothing.</summary>
    public JsonElement? PreTokenizer { get; private set; }

    /// <summary>What puts ids around a text; null: nothing.</summary>
    public JsonElement? PostProcessor { get; private set; }

    /// <summary>The padding id that the file names.</summary>
    public int? PadId { get; private set; }

    /// <summary>The longest text in tokens.</summary>
    public int? ContextLength { get; private set; }

    public bool IsUnigram => _type == "Unigram";

    /// <summary>Reads the bytes.</summary>
    /// <exception cref="JsonException">They are no JSON.</exception>
    /// <exception cref="FormatException">They are no tokenizer.</exception>
    /// <exception cref="UnknownPartException">It has a part that is not known.</exception>
    public static PieceTokenizerJson Read(ReadOnlySpan<byte> json)
    {
        var result = new PieceTokenizerJson();
        var reader = new Utf8JsonReader(json.StartsWith("\uFEFF"u8) ? json[3..] : json);
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject) throw new FormatException("it holds no JSON object");
        while (NextProperty(ref reader, out var name)) result.ReadPart(ref reader, name);
        return result;
    }

    /// <summary>The id of a token, those beside the vocabulary first.</summary>
    public bool TryGetId(string token, out int id)
    {
        foreach (var added in Added)
        {
            if (added.Content != token) continue;
            id = added.Id;
            return true;
        }

        id = IsUnigram ? _pieces.FindIndex(piece => piece.Piece == token) : _vocabulary.TryGetId(token, out var known) ? known : -1;
        return id >= 0;
    }

    /// <summary>The model.</summary>
    public IPieceModel CreateModel()
    {
        if (IsUnigram)
        {
            if (_pieces.Count == 0) throw new FormatException("its vocabulary is empty");
            if (_unknownId >= _pieces.Count) throw new FormatException("its unknown token is not in the vocabulary");
            var special = Added.Where(token => token.IsSpecial).Select(token => token.Content).ToHashSet(StringComparer.Ordinal);
            return new UnigramModel(_pieces, _unknownId, _usesBytes, special.Contains);
        }

        if (_vocabulary.Count == 0) throw new FormatException("its vocabulary is empty");
        var name = _unknown ?? (_type == "WordPiece" ? "[UNK]" : null);
        int? unknown = name is not null && TryGetId(name, out var id) ? id : null;
        if (_type == "WordPiece")
        {
            return new WordPieceModel(_vocabulary, unknown ?? throw new FormatException("its unknown token is not in the vocabulary"), _mark?.Mark ?? "##", _longestWord);
        }

        return new BpePieceModel(_vocabulary, unknown, _usesBytes, _fusesUnknown);
    }

    private void ReadPart(ref Utf8JsonReader reader, string name)
    {
        switch (name)
        {
            case "added_tokens" when reader.TokenType == JsonTokenType.StartArray:
                foreach (var token in JsonElement.ParseValue(ref reader).EnumerateArray())
                {
                    if (token.Text("content") is { } content && token.Integer("id") is >= 0 and < MostIds and var id) Added.Add(new AddedToken(content, id, token.Flag("special") ?? false));
                }

                break;
            case "normalizer":
                Normalizer = Part(ref reader);
                break;
            case "pre_tokenizer":
                PreTokenizer = Part(ref reader);
                break;
            case "post_processor":
                PostProcessor = Part(ref reader);
                break;
            case "padding":
                var padding = Part(ref reader);
                if (padding?.Text("direction") == "Left") throw new UnknownPartException("it pads on the left, which is not known.");
                PadId = padding?.Integer("pad_id") is >= 0 and < MostIds and var pad ? pad : null;
                break;
            case "truncation":
                ContextLength = Part(ref reader)?.Integer("max_length") is >= 2 and var length ? length : null;
                break;
            case "model" when reader.TokenType == JsonTokenType.StartObject:
                ReadModel(ref reader);
                break;
            default:
                reader.Skip();
                break;
        }
    }

    private void ReadModel(ref Utf8JsonReader reader)
    {
        var merges = default(Utf8JsonReader);
        while (NextProperty(ref reader, out var name))
        {
            switch (name)
            {
                case "type":
                    _type = reader.GetString();
                    break;
                case "unk_token":
                    _unknown = reader.GetString();
                    break;
                case "unk_id":
                    _unknownId = reader.TokenType == JsonTokenType.Number ? reader.GetInt32() : null;
                    break;
                case "byte_fallback":
                    _usesBytes = reader.TokenType == JsonTokenType.True;
                    break;
                case "fuse_unk":
                    _fusesUnknown = reader.TokenType == JsonTokenType.True;
                    break;
                case "continuing_subword_prefix" or "end_of_word_suffix" when reader.TokenType == JsonTokenType.String && reader.GetString() is { Length: > 0 } mark:
                    _mark = (name, mark);
                    break;
                case "max_input_chars_per_word" when reader.TokenType == JsonTokenType.Number:
                    _longestWord = reader.GetInt32();
                    break;
                case "ignore_merges" when reader.TokenType == JsonTokenType.True:
                    throw new UnknownPartException("its merges are ignored for whole words (ignore_merges), which is not known.");
                case "vocab" when reader.TokenType == JsonTokenType.StartObject:
                    ReadTokens(ref reader);
                    break;
                case "vocab" when reader.TokenType == JsonTokenType.StartArray:
                    ReadPieces(ref reader);
                    break;
                case "merges" when reader.TokenType == JsonTokenType.StartArray:
                    // Read last: the tokens may stand behind them.
                    merges = reader;
                    reader.Skip();
                    break;
                default:
                    reader.Skip();
                    break;
            }
        }

        if (_type is not (null or "BPE" or "Unigram" or "WordPiece")) throw new UnknownPartException($"its tokenizer is {_type}.");
        _type ??= _pieces.Count > 0 ? "Unigram" : "BPE";
        if (_mark is ({ } property, { } text) && !(_type == "WordPiece" && property == "continuing_subword_prefix"))
        {
            throw new UnknownPartException($"its pieces are marked with \"{text}\" ({property}), which is not known.");
        }

        if (_type == "BPE") ReadMerges(merges);
    }

    private void ReadTokens(ref Utf8JsonReader reader)
    {
        var buffer = new byte[1024];
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var token = Utf8(ref reader, ref buffer);
            reader.Read();
            var id = reader.GetInt32();
            if (id is < 0 or >= MostIds) throw new FormatException($"the id {id} cannot be");
            _vocabulary.AddToken(token, id);
        }
    }

    private void ReadPieces(ref Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.StartArray)
        {
            reader.Read();
            var piece = reader.GetString() ?? "";
            reader.Read();
            var score = reader.GetDouble();
            if (!double.IsFinite(score)) throw new FormatException($"the score of {piece} is no number");
            _pieces.Add((piece, score));
            reader.Read();
        }
    }

    // "a b" in files before 2024, ["a", "b"] in later ones.
    private void ReadMerges(Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray) return;
        var (first, second) = (new byte[1024], new byte[1024]);
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType == JsonTokenType.StartArray)
            {
                reader.Read();
                var left = Utf8(ref reader, ref first);
                reader.Read();
                _vocabulary.AddMerge(left, Utf8(ref reader, ref second));
                reader.Read();
            }
            else if (MergesText.TrySplit(Utf8(ref reader, ref first), out var one, out var other))
            {
                _vocabulary.AddMerge(one, other);
            }
        }
    }

    private static ReadOnlySpan<byte> Utf8(ref Utf8JsonReader reader, ref byte[] buffer)
    {
        if (reader.ValueSpan.Length > buffer.Length) buffer = new byte[2 * reader.ValueSpan.Length];
        return buffer.AsSpan(0, reader.CopyString(buffer));
    }

    private static JsonElement? Part(ref Utf8JsonReader reader)
    {
        var part = JsonElement.ParseValue(ref reader);
        return part.ValueKind == JsonValueKind.Object ? part : null;
    }

    private static bool NextProperty(ref Utf8JsonReader reader, out string name)
    {
        name = "";
        reader.Read();
        if (reader.TokenType != JsonTokenType.PropertyName) return false;
        name = reader.GetString()!;
        reader.Read();
        return true;
    }
}
