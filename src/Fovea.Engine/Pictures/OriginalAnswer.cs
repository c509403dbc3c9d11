namespace Fovea.Engine.Pictures;

/// <summary>A photo's own file, or why it cannot be had: exactly one of the two.</summary>
public abstract record OriginalAnswer
{
    private OriginalAnswer()
    {
    }

    /// <summary>The file, opened for reading.</summary>
    /// <param name="Path">The photo's absolute path, as the catalog has it.</param>
    /// <param name="Content">Its bytes; the receiver disposes it.</param>
    public sealed record Opened(string Path, Stream Content) : OriginalAnswer;

    /// <summary>It cannot be had.</summary>
    /// <param name="Why">What is the matter.</param>
    /// <param name="Reason">One line of plain words, without the path.</param>
    public sealed record None(NoPicture Why, string Reason) : OriginalAnswer;
}
