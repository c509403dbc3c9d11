namespace Fovea.Clip.Tests;

/// <summary>What has to be said about a <see cref="RandomCheckpoint"/>: its width is no multiple of 64.</summary>
internal static class KnownHeads
{
    public static ConversionOptions Options { get; } = new() { ImageHeads = 3, TextHeads = 2, Tokenizer = RandomCheckpoint.TokenizerFile };
}
