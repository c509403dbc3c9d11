using System.Text.Json.Serialization;

namespace Fovea.Web.Api.Contracts;

/// <summary>A folder of the disk.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Name">Its name, safe to show.</param>
internal sealed record CompletionItem([property: JsonConverter(typeof(PathConverter))] string Path, string Name);
