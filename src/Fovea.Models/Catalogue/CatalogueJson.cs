using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fovea.Models;

/// <summary>How the catalogue and what a fetch notes are written. What is not known is refused, so that a slip of the pen is seen.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow, RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true, WriteIndented = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(ModelCatalogue))]
[JsonSerializable(typeof(FetchState))]
[JsonSerializable(typeof(FirstUse))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
