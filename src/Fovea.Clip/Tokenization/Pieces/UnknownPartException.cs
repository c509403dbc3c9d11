namespace Fovea.Clip;

/// <summary>A part of a tokenizer that is not known.</summary>
/// <param name="what">Which, as a sentence.</param>
#pragma warning disable CA1064 // Never leaves the reader, which names the file.
internal sealed class UnknownPartException(string what) : Exception(what);
