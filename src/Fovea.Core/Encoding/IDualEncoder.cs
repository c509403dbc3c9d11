namespace Fovea;

/// <summary>A model that maps pictures and texts into one space. The towers load when first asked for: a search needs only the text tower.</summary>
/// <remarks>Thread-safe. Dispose frees both towers.</remarks>
public interface IDualEncoder : IDisposable
{
    /// <summary>The model's name, for people.</summary>
    string Name { get; }

    /// <summary>Which vectors it makes.</summary>
    EmbeddingSpace Space { get; }

    /// <summary>What it expects of a picture.</summary>
    PreprocessSpec Preprocessing { get; }

    /// <summary>The image tower, loaded on first use.</summary>
    /// <exception cref="ModelException">The graph cannot be used.</exception>
    IImageEncoder Images { get; }

    /// <summary>The text tower, loaded on first use.</summary>
    /// <exception cref="ModelException">The graph or the tokenizer cannot be used.</exception>
    ITextEncoder Texts { get; }
}
