namespace Fovea.Engine.Searching;

/// <summary>Examples as vectors. One that cannot be used is left out, with a word about it. Thread-safe.</summary>
internal sealed class ExampleVectors(IPhotoCatalog catalog, IDualEncoder model)
{
    /// <summary>More examples than this are left out.</summary>
    public const int MostExamples = 16;

    private const float LargestWeight = 2;

    private readonly TextVectors _texts = new(model);

    /// <summary>The examples that say something, at most <see cref="MostExamples"/>, with weights within bounds.</summary>
    public static List<SearchExample> Usable(IReadOnlyList<SearchExample> examples, List<string> messages)
    {
        var usable = examples.Select(WithinBounds).Where(SaysSomething).ToList();
        if (usable.Count <= MostExamples) return usable;
        messages.Add($"Only the first {MostExamples} examples of this search count.");
        return usable[..MostExamples];
    }

    /// <summary>The example's vector, of any length; null if there is none.</summary>
    public ReadOnlyMemory<float>? Find(SearchExample example, List<string> messages, CancellationToken cancellationToken)
    {
        switch (example)
        {
            case SearchExample.Words words:
                return Encode(words.Text, messages, cancellationToken);
            case SearchExample.Photo photo:
                return Find(photo.Id, messages);
            case SearchExample.Picture picture when picture.Vector.Length == model.Space.Dimensions:
                return picture.Vector;
            default:
                messages.Add("A picture that you searched by is not one of this model. Choose it again.");
                return null;
        }
    }

    /// <summary>A text's unit vector.</summary>
    public ReadOnlyMemory<float> Encode(string text, List<string> messages, CancellationToken cancellationToken)
    {
        var embedding = _texts.Encode(text, cancellationToken);
        if (embedding.Truncated) messages.Add("The text is longer than the model reads: only its beginning counts.");
        return embedding.Vector;
    }

    private static SearchExample WithinBounds(SearchExample example) =>
        example with { Weight = float.IsNaN(example.Weight) ? 0 : Math.Clamp(example.Weight, -LargestWeight, LargestWeight) };

    private static bool SaysSomething(SearchExample example) =>
        example.Weight != 0 && !(example is SearchExample.Words words && string.IsNullOrWhiteSpace(words.Text));

    private float[]? Find(PhotoId photo, List<string> messages)
    {
        if (catalog.FindEmbedding(photo, model.Space) is { } stored) return UnitVector.From(stored);
        messages.Add(catalog.GetPhotos([photo]).Count == 0
            ? "A photo that you searched by is no longer in the library."
            : "A photo that you searched by has not been indexed with this model. Index again.");
        return null;
    }
}
