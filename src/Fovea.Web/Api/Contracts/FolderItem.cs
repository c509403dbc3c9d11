using System.Text.Json.Serialization;

namespace Fovea.Web.Api.Contracts;

/// <summary>A folder with photos of the library.</summary>
/// <param name="Path">Absolute path.</param>
/// <param name="Name">Its name, safe to show.</param>
/// <param name="Count">Photos in and below it.</param>
internal sealed record FolderItem([property: JsonConverter(typeof(PathConverter))] string Path, string Name, long Count);
