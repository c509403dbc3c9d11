using System.Text.Json.Serialization;

namespace Fovea.Web.Api.Contracts;

/// <summary>A folder of the library.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">Absolute path.</param>
/// <param name="Name">Its name, safe to show.</param>
/// <param name="Available">Whether it can be reached.</param>
/// <param name="Indexed">Indexed photos, offline ones included.</param>
/// <param name="Failed">Photos that could not be read.</param>
/// <param name="NotPhotos">Files that are not photos.</param>
/// <param name="Offline">Indexed photos that cannot be reached now.</param>
/// <param name="LastIndexed">When it was last wholly indexed; null never.</param>
internal sealed record RootItem(
    long Id,
    [property: JsonConverter(typeof(PathConverter))] string Path,
    string Name,
    bool Available,
    long Indexed,
    long Failed,
    long NotPhotos,
    long Offline,
    DateTimeOffset? LastIndexed);
