using System.Text.Json.Serialization;
using Fovea.Web.Errors;

namespace Fovea.Web.Api;

/// <summary>How the API's shapes are written: camel case, every member always there.</summary>
[JsonSourceGenerationOptions(System.Text.Json.JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(Problem))]
internal sealed partial class ApiJson : JsonSerializerContext;
