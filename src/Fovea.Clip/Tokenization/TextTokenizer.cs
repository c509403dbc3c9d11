namespace Fovea.Clip;

/// <summary>Turns a text into the ids that a text tower reads. Special tokens that a person types are text.</summary>
/// <remarks>Thread-safe.</remarks>
public abstract class TextTokenizer
{
    private protected TextTokenizer()
    {
    }

    /// <summary>How many ids the model reads, those before and behind the text included.</summary>
    public abstract int ContextLength { get; }

    /// <summary>The id that fills the rest of the context. 0 unless the model's folder says otherwise.</summary>
    public abstract int PadToken { get; }

    /// <summary>The largest id that it may give: the graph's embedding table must have it.</summary>
    internal abstract int LargestId { get; }

    /// <summary>Token ids of a text, with those that the model wants before and behind it, cut to the context with these kept; no padding.</summary>
    public abstract TokenizedText Tokenize(string text);
}
