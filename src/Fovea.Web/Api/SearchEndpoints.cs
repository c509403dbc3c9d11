using System.ComponentModel;
using Fovea.Engine.Searching;
using Fovea.Hosting;
using Fovea.Web.Api.Contracts;
using Fovea.Web.Errors;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fovea.Web.Api;

/// <summary>Searching, and the whole of an answer as a grid needs it.</summary>
internal static class SearchEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/search", Search).InTurn().Describe(
            "search", "Photos that match words, examples and filters, best first; without words and examples all that pass, newest first.",
            ApiErrors.BadRequest, ApiErrors.TooLong, ApiErrors.TooManyTerms, ApiErrors.SetGone, ApiErrors.PictureGone, ApiErrors.Model);
        api.MapRead("/sets/{set}/layout", GetLayout).InTurn().Produces(200, contentType: "application/octet-stream")
            .Describe("getLayout", "What a grid needs of every photo of an answer, as columns of numbers.", ApiErrors.SetGone);
    }

    // An answer that is no longer kept is found again: the same question, from where the client was. A cursor alone says which, while it is kept.
    private static SearchAnswer Search(
        [AsParameters] SearchParameters parameters, CurrentModel model, ResultSets sets, AddedPictures pictures, IPhotoCatalog catalog, CancellationToken cancellationToken)
    {
        var searcher = model.Get().Searcher;
        var limit = PageSize.Check(parameters.Limit);
        var cursor = OpaqueCursor.Parse(parameters.Cursor);
        var request = parameters.ToRequest(pictures);
        var (key, set) = (cursor.Set, cursor.Set.Length > 0 ? sets.Find(cursor.Set) : null);
        var question = parameters.Fingerprint();
        if (cursor.Set.Length > 0 && question.Length > 0 && question != cursor.Question) throw new ApiException(ApiErrors.BadRequest, "The cursor belongs to another question. Leave it out to begin at the start.");
        if (set is null)
        {
            if (cursor.Set.Length > 0 && question != cursor.Question) throw new ApiException(ApiErrors.SetGone);
            set = searcher.Find(request, cancellationToken);
            if (set.Searched == 0 && Chosen(model, cancellationToken) is var chosen && chosen != searcher)
            {
                // Another model was chosen a moment ago, and the vectors of the old one are gone already.
                searcher = chosen;
                set = searcher.Find(request, cancellationToken);
            }

            key = sets.Add(set);
        }

        var page = searcher.GetPage(set, cursor.Offset, limit);
        var next = Math.Min((long)cursor.Offset + limit, int.MaxValue);
        return new SearchAnswer(
            set.Query, key, set.Model, set.IsRanked, set.Order == SearchOrder.Newest ? "date" : "relevance", ReadCounts(set, catalog), ToElapsed(page.Timings),
            set.Messages, [.. page.Results.Select(result => PhotoMapping.ToItem(result.Photo, result.Score, NameOf(result.Strength)))],
            next < set.Count ? new OpaqueCursor(key, (int)next, cursor.Set.Length > 0 ? cursor.Question : question).ToString() : null);
    }

    private static Searcher Chosen(CurrentModel model, CancellationToken cancellationToken)
    {
        try
        {
            model.FollowNow(cancellationToken);
        }
        catch (ModelException)
        {
            // Whoever follows the choice tells it.
        }

        return model.Get().Searcher;
    }

    private static LayoutResult GetLayout([Description("The key of an answer, as 'set' of a search says.")] string set, CurrentModel model, ResultSets sets)
    {
        var found = sets.Find(set) ?? throw new ApiException(ApiErrors.SetGone);
        return LayoutResult.Of(found, model.Get().Searcher.GetCells(found));
    }

    private static SearchCounts ReadCounts(ResultSet set, IPhotoCatalog catalog)
    {
        var counts = catalog.GetCounts();
        return new SearchCounts(
            set.Count, set.Strong, set.Possible, set.Weak, set.Searched,
            counts.Sum(root => root.Indexed), counts.Sum(root => root.Failed), counts.Sum(root => root.Offline));
    }

    private static SearchElapsed ToElapsed(SearchTimings timings) =>
        new(Milliseconds(timings.Encode), Milliseconds(timings.Load), Milliseconds(timings.Rank), Milliseconds(timings.Fetch), Milliseconds(timings.Total));

    private static double Milliseconds(TimeSpan time) => Math.Round(time.TotalMilliseconds, 2);

    private static string? NameOf(MatchStrength strength) => strength switch
    {
        MatchStrength.Strong => "strong",
        MatchStrength.Possible => "possible",
        MatchStrength.Weak => "weak",
        _ => null,
    };
}
