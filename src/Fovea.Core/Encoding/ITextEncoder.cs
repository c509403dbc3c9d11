namespace Fovea;

/// <summary>The text tower of a dual encoder, with its tokenizer.</summary>
/// <remarks>Thread-safe. The result is the caller's.</remarks>
public interface ITextEncoder : IDisposable
{
    /// <summary>Numbers in a vector.</summary>
    int Dimensions { get; }

    /// <summary>Token ids of a text, start and end included, cut to the model's context with the end kept; no padding.</summary>
    TokenizedText Tokenize(string text);

    /// <summary>Encodes one text; the vector is L2-normalised fp32.</summary>
    /// <exception cref="EncodingException">The model failed or gave a vector that cannot be used.</exception>
    TextEmbedding Encode(string text, CancellationToken cancellationToken);
}
