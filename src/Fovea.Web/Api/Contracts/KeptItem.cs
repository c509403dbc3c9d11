using System.Text.Json.Serialization;

namespace Fovea.Web.Api.Contracts;

/// <summary>A folder where so much was gone at once that it is kept as offline.</summary>
/// <param name="Root">Its path.</param>
/// <param name="Gone">How many photos are gone.</param>
/// <param name="Known">Of how many.</param>
internal sealed record KeptItem([property: JsonConverter(typeof(PathConverter))] string Root, int Gone, int Known);
