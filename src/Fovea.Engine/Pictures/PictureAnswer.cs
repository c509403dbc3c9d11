namespace Fovea.Engine.Pictures;

/// <summary>A picture to show, or why there is none: exactly one of the two.</summary>
public abstract record PictureAnswer
{
    private PictureAnswer()
    {
    }

    /// <summary>A JPEG file, upright, sRGB, without metadata.</summary>
    /// <param name="Jpeg">Its bytes; shared, never to be written to.</param>
    /// <param name="ETag">Names these bytes: letters, digits and hyphens, without quotes. Another when the photo's bytes or the size differ.</param>
    public sealed record Picture(ReadOnlyMemory<byte> Jpeg, string ETag) : PictureAnswer;

    /// <summary>There is none.</summary>
    /// <param name="Why">What is the matter.</param>
    /// <param name="Reason">One line of plain words, without the path.</param>
    public sealed record None(NoPicture Why, string Reason) : PictureAnswer;
}
