namespace Fovea.Engine.Searching;

/// <summary>Something to search by besides the text. A closed set of cases.</summary>
public abstract record SearchExample
{
    private SearchExample()
    {
    }

    /// <summary>How strongly it counts: 1 as much as the text, negative to keep away from it. Kept within −2 and 2; 0 or NaN: not at all. Default 1.</summary>
    public float Weight { get; init; } = 1;

    /// <summary>Words, taken as they are: nothing in them is a filter.</summary>
    /// <param name="Text">What to look for.</param>
    public sealed record Words(string Text) : SearchExample;

    /// <summary>A photo of the library.</summary>
    /// <param name="Id">The photo.</param>
    public sealed record Photo(PhotoId Id) : SearchExample;

    /// <summary>A picture from outside the library, as <see cref="PictureEncoder"/> gives it.</summary>
    /// <param name="Vector">A vector of the model's space, of any length but zero.</param>
    public sealed record Picture(ReadOnlyMemory<float> Vector) : SearchExample;
}
