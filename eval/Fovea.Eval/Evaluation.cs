using Fovea.Engine;
using Fovea.Engine.Indexing;
using Fovea.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Eval;

/// <summary>Indexes a folder into a fresh library and ranks captions against photos and photos against captions.</summary>
internal static class Evaluation
{
    public static async Task<EvaluationResult> RunAsync(
        string folder, IReadOnlyList<(string Photo, string Caption)> captions, string? modelName, CancellationToken cancellationToken)
    {
        var home = Directory.CreateTempSubdirectory("fovea-eval-");
        try
        {
            using var services = new ServiceCollection().AddFovea(new FoveaOptions { Home = home.FullName, Model = modelName }).BuildServiceProvider();
            var target = services.GetRequiredService<Library>().Add(folder);
            await services.GetRequiredService<Indexer>().RunAsync(new IndexRequest { Targets = [target] }, null, cancellationToken);
            return Rank(services, folder, captions, cancellationToken);
        }
        finally
        {
            home.Delete(recursive: true);
        }
    }

    private static EvaluationResult Rank(
        ServiceProvider services, string folder, IReadOnlyList<(string Photo, string Caption)> captions, CancellationToken cancellationToken)
    {
        var catalog = services.GetRequiredService<IPhotoCatalog>();
        var model = services.GetRequiredService<IDualEncoder>();
        var indexes = services.GetRequiredService<IVectorIndexFactory>();

        var photos = indexes.CreateBuilder(model.Space, captions.Count);
        var vectors = new Dictionary<PhotoId, float[]>();
        catalog.ReadEmbeddings(model.Space, Collect, cancellationToken);
        using var photoIndex = photos.Build();

        var ids = captions.Select(caption => caption.Photo).Distinct(StringComparer.Ordinal)
            .ToDictionary(photo => photo, photo => catalog.FindByPath(Path.GetFullPath(Path.Combine(folder, photo)))?.Id, StringComparer.Ordinal);
        var usable = captions.Where(caption => ids[caption.Photo] is { } id && vectors.ContainsKey(id)).ToList();
        if (usable.Count == 0) throw new InvalidDataException($"None of the captioned photos could be indexed under {folder}.");

        var texts = indexes.CreateBuilder(model.Space, usable.Count);
        var textRanks = new List<int>(usable.Count);
        for (var i = 0; i < usable.Count; i++)
        {
            var vector = model.Texts.Encode(usable[i].Caption, cancellationToken).Vector;
            textRanks.Add(RankOf(photoIndex, vector.Span, hit => hit == ids[usable[i].Photo], cancellationToken));
            texts.Add(new PhotoId(i), ToHalf(vector.Span));
        }

        using var textIndex = texts.Build();
        var imageRanks = usable.Select(caption => caption.Photo).Distinct(StringComparer.Ordinal)
            .Select(photo => RankOf(textIndex, vectors[ids[photo]!.Value], hit => usable[(int)hit.Value].Photo == photo, cancellationToken)).ToList();
        return new EvaluationResult(
            model.Name, imageRanks.Count, usable.Count, ids.Values.Count(id => id is null || !vectors.ContainsKey(id.Value)), Recall.Of(textRanks), Recall.Of(imageRanks));

        void Collect(PhotoId id, ReadOnlySpan<Half> vector)
        {
            photos.Add(id, vector);
            var full = new float[vector.Length];
            for (var i = 0; i < full.Length; i++) full[i] = (float)vector[i];
            vectors.Add(id, full);
        }
    }

    private static int RankOf(IVectorIndex index, ReadOnlySpan<float> query, Func<PhotoId, bool> isRight, CancellationToken cancellationToken)
    {
        var hits = index.Search(query, index.Count, null, cancellationToken);
        for (var i = 0; i < hits.Count; i++)
        {
            if (isRight(hits[i].Id)) return i + 1;
        }

        return hits.Count + 1;
    }

    private static Half[] ToHalf(ReadOnlySpan<float> vector)
    {
        var half = new Half[vector.Length];
        for (var i = 0; i < half.Length; i++) half[i] = (Half)vector[i];
        return half;
    }
}
