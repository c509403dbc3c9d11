using System.Text.Json.Serialization;

namespace Fovea.Cli.Rendering;

/// <summary>What the command line reads as JSON, without reflection.</summary>
[JsonSerializable(typeof(string))]
internal sealed partial class CliJson : JsonSerializerContext;
