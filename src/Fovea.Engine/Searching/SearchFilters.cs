using Fovea.Engine.Files;
using Fovea.Query;

namespace Fovea.Engine.Searching;

/// <summary>Brings the filters of a request and those of its text together: a photo must pass both.</summary>
internal static class SearchFilters
{
    private static readonly string[] Nowhere = [Path.GetFullPath(Path.Combine(Path.GetTempPath(), "\u0001"))];

    public static PhotoFilter Merge(SearchRequest request, SearchQuery query, IPhotoCatalog catalog)
    {
        var roots = query.Folders.Count > 0 ? catalog.GetRoots() : [];
        IReadOnlyList<string> typed = [.. query.Folders.SelectMany(name => FolderNames.Resolve(name, request.BaseFolder, roots))];
        return request.Filter with
        {
            Folders = Both(Both(typed, request.Folders), request.Filter.Folders),
            TakenFrom = Latest(request.Filter.TakenFrom, query.TakenFrom),
            TakenBefore = Earliest(request.Filter.TakenBefore, query.TakenBefore),
        };
    }

    // Each list says "in any of these"; of each overlapping pair the narrower one is in both.
    private static IReadOnlyList<string> Both(IReadOnlyList<string> inner, IReadOnlyList<string> outer)
    {
        if (inner.Count == 0) return outer;
        if (outer.Count == 0) return inner;
        string[] both = [.. inner.SelectMany(a => outer.Select(b => Narrower(a, b))).OfType<string>().Distinct(FilePaths.Comparer)];
        return both.Length > 0 ? both : Nowhere;
    }

    private static string? Narrower(string a, string b) =>
        FilePaths.IsAtOrBelow(a, b) ? a : FilePaths.IsAtOrBelow(b, a) ? b : null;

    private static DateTime? Latest(DateTime? a, DateTime? b) => a is null || b > a ? b : a;

    private static DateTime? Earliest(DateTime? a, DateTime? b) => a is null || b < a ? b : a;
}
