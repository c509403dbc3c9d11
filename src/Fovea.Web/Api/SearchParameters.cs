using System.Globalization;
using Fovea.Engine.Searching;
using Fovea.Web.Errors;
using Microsoft.AspNetCore.Mvc;

namespace Fovea.Web.Api;

/// <summary>What a search is asked for, as the address says it.</summary>
internal sealed record SearchParameters
{
    private const int LongestQuery = 2_000;
    private const int MostTerms = 16;
    private const int MostFilters = 100;

    private static readonly string[] DateFormats = ["yyyy", "yyyy-MM", "yyyy-MM-dd"];

    [FromQuery(Name = "q")]
    public string? Query { get; init; }

    [FromQuery(Name = "term")]
    public string[]? Terms { get; init; }

    [FromQuery(Name = "folder")]
    public string[]? Folders { get; init; }

    public string? From { get; init; }

    public string? Before { get; init; }

    [FromQuery(Name = "camera")]
    public string[]? Cameras { get; init; }

    [FromQuery(Name = "format")]
    public string[]? Formats { get; init; }

    [FromQuery(Name = "shape")]
    public string[]? Shapes { get; init; }

    public bool? Offline { get; init; }

    public bool? Favourite { get; init; }

    public string? Order { get; init; }

    public bool? Weak { get; init; }

    public int? Limit { get; init; }

    public string? Cursor { get; init; }

    /// <summary>The request that the engine understands.</summary>
    /// <exception cref="ApiException">A value is not understood, or there is too much.</exception>
    public SearchRequest ToRequest(AddedPictures pictures)
    {
        var text = Query ?? string.Empty;
        var terms = Terms ?? [];
        if (text.Length > LongestQuery || terms.Any(term => term.Length > LongestQuery)) throw new ApiException(ApiErrors.TooLong);
        if (terms.Length > MostTerms) throw new ApiException(ApiErrors.TooManyTerms);
        return new SearchRequest
        {
            Text = text,
            Examples = [.. terms.Select(term => ReadTerm(term, pictures))],
            Filter = ReadFilter(),
            Order = ReadOrder(),
            IncludeWeak = Weak ?? false,
        };
    }

    private static SearchExample ReadTerm(string term, AddedPictures pictures)
    {
        var comma = term.IndexOf(',', StringComparison.Ordinal);
        var colon = term.IndexOf(':', StringComparison.Ordinal);
        if (comma < 1 || colon < comma || !float.TryParse(term.AsSpan(0, comma), NumberStyles.Float, CultureInfo.InvariantCulture, out var weight) || !float.IsFinite(weight)) throw NoTerm();
        var value = term[(colon + 1)..];
        return term[(comma + 1)..colon] switch
        {
            "text" => new SearchExample.Words(value) { Weight = weight },
            "photo" when long.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var id) => new SearchExample.Photo(new PhotoId(id)) { Weight = weight },
            "picture" => new SearchExample.Picture(pictures.GetVector(value)) { Weight = weight },
            _ => throw NoTerm(),
        };
    }

    private static ApiException NoTerm() => new(ApiErrors.BadRequest, "A term is <weight>,<kind>:<value>, as in -0.5,text:people or 1,photo:123 or 1,picture:p8f2.");

    private static T[] ReadNames<T>(string[]? names, string parameter)
        where T : struct, Enum => [.. (names ?? []).Select(name => Enum.TryParse<T>(name, ignoreCase: true, out var value) && Enum.IsDefined(value) && !char.IsAsciiDigit(name[0])
            ? value
            : throw new ApiException(ApiErrors.BadRequest, $"'{parameter}' takes: {string.Join(", ", Enum.GetNames<T>()).ToLowerInvariant()}."))];

    private static DateTime? ReadDate(string? text, string parameter) => string.IsNullOrEmpty(text) ? null
        : DateTime.TryParseExact(text, DateFormats, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date) ? date
        : throw new ApiException(ApiErrors.BadRequest, $"'{parameter}' is a date: 2019, 2019-05 or 2019-05-17.");

    private SearchOrder ReadOrder() => Order switch
    {
        null or "" or "relevance" => SearchOrder.Relevance,
        "date" => SearchOrder.Newest,
        _ => throw new ApiException(ApiErrors.BadRequest, "'order' is relevance or date."),
    };

    private PhotoFilter ReadFilter()
    {
        if ((Folders?.Length ?? 0) + (Cameras?.Length ?? 0) + (Formats?.Length ?? 0) + (Shapes?.Length ?? 0) > MostFilters)
        {
            throw new ApiException(ApiErrors.BadRequest, $"At most {MostFilters} filters can be set at once.");
        }

        return new PhotoFilter
        {
            Folders = [.. (Folders ?? []).Select(TypedFolder.Full)],
            TakenFrom = ReadDate(From, "from"),
            TakenBefore = ReadDate(Before, "before"),
            Cameras = Cameras ?? [],
            Formats = ReadNames<PhotoFormat>(Formats, "format"),
            Shapes = ReadNames<PhotoShape>(Shapes, "shape"),
            IsOffline = Offline,
            IsFavourite = Favourite,
        };
    }
}
