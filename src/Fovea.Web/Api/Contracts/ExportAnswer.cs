using System.Text.Json.Serialization;

namespace Fovea.Web.Api.Contracts;

/// <summary>What was copied.</summary>
/// <param name="Copied">How many photos.</param>
/// <param name="Folder">Where to.</param>
/// <param name="Failed">Those that were not.</param>
internal sealed record ExportAnswer(int Copied, [property: JsonConverter(typeof(PathConverter))] string Folder, IReadOnlyList<FileFailure> Failed);
