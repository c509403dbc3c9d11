using System.Buffers.Text;
using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
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

    [FromQuery(Name = "q"), MaxLength(LongestQuery)]
    [Description("What is looked for, in words; with -words, in:Folder and date:2018..2020 as docs/formats/query.md says.")]
    public string? Query { get; init; }

    [FromQuery(Name = "term"), MaxLength(MostTerms)]
    [Description("A weighted part: <weight>,<kind>:<value> with a weight from -2 to 2 and a kind of text, photo or picture, as in -0.5,text:people or 1,photo:123.")]
    public string[]? Terms { get; init; }

    [FromQuery(Name = "folder")]
    [Description("Only photos in or below one of these folders: absolute paths, ~ is understood. All filters together may be 100.")]
    public string[]? Folders { get; init; }

    [FromQuery(Name = "from")]
    [Description("Only photos taken then or later: 2019, 2019-05 or 2019-05-17.")]
    public string? From { get; init; }

    [FromQuery(Name = "before")]
    [Description("Only photos taken before: 2019, 2019-05 or 2019-05-17, which is not part of it.")]
    public string? Before { get; init; }

    [FromQuery(Name = "camera")]
    [Description("Only photos of one of these cameras, as GET /facets names them.")]
    public string[]? Cameras { get; init; }

    [FromQuery(Name = "format")]
    [Description("Only photos of one of these formats: jpeg, png, heif and so on, as GET /facets names them.")]
    public string[]? Formats { get; init; }

    [FromQuery(Name = "shape")]
    [Description("Only photos of one of these shapes: landscape, portrait, square.")]
    public string[]? Shapes { get; init; }

    [FromQuery(Name = "offline")]
    [Description("true: only photos that cannot be reached now; false: only those that can.")]
    public bool? Offline { get; init; }

    [FromQuery(Name = "favourite")]
    [Description("true: only favourites; false: only others.")]
    public bool? Favourite { get; init; }

    [FromQuery(Name = "order")]
    [Description("relevance, which is the default, or date: the strong and possible matches, newest first.")]
    public string? Order { get; init; }

    [FromQuery(Name = "weak")]
    [Description("Whether all weak matches are part of the answer. Default false: the 40 nearest of them are, and only where nothing is strong or possible.")]
    public bool? Weak { get; init; }

    [FromQuery(Name = "limit")]
    [Description(PageSize.Explanation), Range(1, PageSize.Most)]
    public int? Limit { get; init; }

    [FromQuery(Name = "cursor")]
    [Description("Where to go on: 'next' of the answer before, with the same question or without one.")]
    public string? Cursor { get; init; }

    /// <summary>What is asked for, in short: equal for equal questions, whatever page of the answer. Empty when nothing is.</summary>
    public string Fingerprint()
    {
        string?[] parts =
        [
            Query, From, Before, Order, Offline?.ToString(), Favourite?.ToString(), Weak?.ToString(),
            .. All("t", Terms), .. All("f", Folders), .. All("c", Cameras), .. All("o", Formats), .. All("s", Shapes),
        ];
        if (parts.All(string.IsNullOrEmpty)) return string.Empty;
        var text = string.Concat(parts.Select(part => string.Create(CultureInfo.InvariantCulture, $"{part?.Length ?? -1}:{part}")));
        return Base64Url.EncodeToString(SHA256.HashData(MemoryMarshal.AsBytes(text.AsSpan())).AsSpan(0, 12));
    }

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

    private static IEnumerable<string> All(string kind, string[]? values) => (values ?? []).Select(value => kind + value);

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
