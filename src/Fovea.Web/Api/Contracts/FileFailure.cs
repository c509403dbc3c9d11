using System.Text.Json.Serialization;

namespace Fovea.Web.Api.Contracts;

/// <summary>A photo that something could not be done with.</summary>
/// <param name="Id">Its id; null if it is no longer known.</param>
/// <param name="Path">Its path.</param>
/// <param name="Reason">Why, and what to do.</param>
internal sealed record FileFailure(long? Id, [property: JsonConverter(typeof(PathConverter))] string Path, string Reason);
