using System.Text.Json.Serialization;

namespace Fovea.Web.Api.Contracts;

/// <summary>A folder to add to the library.</summary>
/// <param name="Path">Absolute path; "~" is understood.</param>
internal sealed record AddRootBody([property: JsonConverter(typeof(PathConverter))] string Path);
