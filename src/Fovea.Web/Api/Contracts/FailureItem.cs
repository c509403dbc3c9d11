using System.Text.Json.Serialization;

namespace Fovea.Web.Api.Contracts;

/// <summary>A photo that could not be read.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Path">Its path.</param>
/// <param name="Kind">corrupt, unknownFormat, refused, tooLarge, timedOut, unreadable, noVector, empty or changing.</param>
/// <param name="Reason">Why.</param>
/// <param name="Offline">Whether it cannot be reached now.</param>
internal sealed record FailureItem(long Id, [property: JsonConverter(typeof(PathConverter))] string Path, string Kind, string Reason, bool Offline);
