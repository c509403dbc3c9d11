using Fovea.Query;

namespace Fovea.Engine.Searching;

/// <summary>From what a person typed and pointed at to a filter and a vector. Thread-safe.</summary>
internal sealed class QuestionReader(IPhotoCatalog catalog, IDualEncoder model)
{
    // How strongly a subtracted concept counts. At 1 the description drowns; at 0.5 "-people" removes people and keeps the scene.
    private const float SubtractionWeight = 0.5f;

    private readonly ExampleVectors _examples = new(catalog, model);

    /// <summary>Reads a search.</summary>
    /// <param name="request">The search.</param>
    /// <param name="encoding">Called before anything is encoded: what the vector will be compared with can be made ready meanwhile.</param>
    /// <param name="cancellationToken">Stops it.</param>
    public Question Read(SearchRequest request, Action<EmbeddingSpace> encoding, CancellationToken cancellationToken)
    {
        var parsed = QueryParser.Parse(request.Text);
        var messages = parsed.Diagnostics.Select(diagnostic => diagnostic.Message).ToList();
        var filter = SearchFilters.Merge(request, parsed.Query, catalog);
        var terms = parsed.Query.Terms;
        var examples = ExampleVectors.Usable(request.Examples, messages);
        if (terms.Count + examples.Count > 0) encoding(model.Space);

        var sum = new float[model.Space.Dimensions];
        var added = 0;
        var (words, pictures) = (0f, 0f);
        var hasDescription = terms.Any(term => !term.IsSubtracted) || examples.Any(example => example.Weight > 0);
        foreach (var term in terms)
        {
            var weight = !term.IsSubtracted ? 1 : hasDescription ? -SubtractionWeight : -1;
            if (UnitVector.TryAdd(sum, _examples.Encode(term.Text, messages, cancellationToken).Span, weight)) added++;
            words += Math.Abs(weight);
        }

        foreach (var example in examples)
        {
            if (_examples.Find(example, messages, cancellationToken) is not { } vector) continue;
            if (UnitVector.TryAdd(sum, vector.Span, example.Weight)) added++;
            if (example is SearchExample.Words) words += Math.Abs(example.Weight);
            else pictures += Math.Abs(example.Weight);
        }

        var isRanked = added > 0 && UnitVector.TryNormalise(sum);
        if (added > 0 && !isRanked) messages.Add("The parts of this search cancel each other out: there is nothing left to rank by.");
        return new Question(filter, isRanked ? sum : null, pictures >= words, terms.Count == 0 ? Shown(examples) : [], [.. messages.Distinct(StringComparer.Ordinal)]);
    }

    // Whoever points at photos alone has them before his eyes: the answer is what else there is.
    private static HashSet<PhotoId> Shown(List<SearchExample> examples) => examples.All(example => example is SearchExample.Photo)
        ? [.. examples.OfType<SearchExample.Photo>().Where(photo => photo.Weight > 0).Select(photo => photo.Id)]
        : [];
}
