using System.Globalization;
using Fovea.Web.Errors;

namespace Fovea.Web.Api;

/// <summary>Photos that a request names.</summary>
internal static class Ids
{
    /// <summary>How many a changing call takes.</summary>
    public const int Most = 10_000;

    private const int MostRead = 200;

    /// <summary>Ids behind commas.</summary>
    /// <exception cref="ApiException">They are not numbers, or too many.</exception>
    public static IReadOnlyList<PhotoId> Parse(string? text)
    {
        var parts = (text ?? string.Empty).Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        if (parts.Length > MostRead) throw new ApiException(ApiErrors.BadRequest, $"At most {MostRead} ids can be asked for at once.");
        return [.. parts.Select(One)];
    }

    /// <summary>Ids of a body.</summary>
    /// <exception cref="ApiException">There are none, or too many.</exception>
    public static IReadOnlyList<PhotoId> From(IReadOnlyList<long>? ids) => ids?.Count switch
    {
        null or 0 => throw new ApiException(ApiErrors.BadRequest, "Name at least one photo in 'ids'."),
        > Most => throw new ApiException(ApiErrors.BadRequest, string.Create(CultureInfo.InvariantCulture, $"At most {Most:N0} photos can be named at once.")),
        _ => [.. ids.Distinct().Select(id => new PhotoId(id))],
    };

    private static PhotoId One(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        ? new PhotoId(id)
        : throw new ApiException(ApiErrors.BadRequest, "'ids' takes numbers with commas between them.");
}
