using System.Text.Json.Serialization;

namespace Fovea.Web.Api.Contracts;

/// <summary>Photos to copy.</summary>
/// <param name="Ids">Their ids, at most 10,000.</param>
/// <param name="Folder">Absolute folder to copy them to; "~" is understood. It is made if it is not there.</param>
internal sealed record ExportBody(IReadOnlyList<long> Ids, [property: JsonConverter(typeof(PathConverter))] string Folder);
