namespace Fovea.Clip;

/// <summary>What is done to a text before the tokenizer's own normalisation, as the code that a model was trained with does it.</summary>
internal enum TextCleaning
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>OpenCLIP's <c>whitespace</c>: characters repaired, entities unescaped, white space collapsed.</summary>
    Whitespace,

    /// <summary>OpenCLIP's <c>lower</c>: the same, in lower case.</summary>
    Lower,

    /// <summary>OpenCLIP's <c>canonicalize</c>, from big_vision: underscores become spaces, ASCII punctuation goes, lower case.</summary>
    Canonicalize,

    /// <summary>transformers' SigLIP tokenizer: ASCII punctuation goes, underscores too, white space collapsed, lower case.</summary>
    Siglip,

    /// <summary>transformers' SigLIP 2 tokenizer: lower case and nothing else.</summary>
    LowerCase,
}
