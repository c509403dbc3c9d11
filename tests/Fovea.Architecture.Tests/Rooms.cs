namespace Fovea.Architecture.Tests;

/// <summary>
/// The allowed graph, as ARCHITECTURE.md explains it: the adapters (Imaging, Clip, Vectors, Catalog, Query) never see one another, Engine
/// sees seams and not adapters, and only Hosting puts everything together. A new project gets a row here and a heading there.
/// </summary>
internal static class Rooms
{
    public static IReadOnlyList<Room> All { get; } =
    [
        new("Fovea.Core"),
        new("Fovea.Imaging", "Fovea.Core"),
        new("Fovea.Clip", "Fovea.Core"),
        new("Fovea.Vectors", "Fovea.Core"),
        new("Fovea.Catalog", "Fovea.Core"),
        new("Fovea.Query", "Fovea.Core"),
        new("Fovea.Engine", "Fovea.Core", "Fovea.Query"),
        new("Fovea.Models", "Fovea.Core", "Fovea.Clip"),
        new(
            "Fovea.Hosting", "Fovea.Core", "Fovea.Imaging", "Fovea.Clip", "Fovea.Vectors", "Fovea.Catalog", "Fovea.Query", "Fovea.Engine",
            "Fovea.Models"),
        new("Fovea.Web", "Fovea.Core", "Fovea.Query", "Fovea.Engine", "Fovea.Hosting"),
        new("Fovea.Cli", "Fovea.Core", "Fovea.Query", "Fovea.Engine", "Fovea.Models", "Fovea.Hosting", "Fovea.Web"),
    ];

    /// <summary>
    /// Packages by the beginning of their name, and the only projects of the product that may hold them. Clip references the tensors
    /// because ONNX Runtime asks for a version that has to be pinned; Cli references the container to build it.
    /// </summary>
    public static IReadOnlyDictionary<string, string[]> HeavyPackages { get; } = new Dictionary<string, string[]>
    {
        ["Magick.NET"] = ["Fovea.Imaging"],
        ["NetVips"] = ["Fovea.Imaging"],
        ["SkiaSharp"] = ["Fovea.Imaging"],
        ["MetadataExtractor"] = ["Fovea.Imaging"],
        ["Microsoft.ML"] = ["Fovea.Clip"],
        ["Google.Protobuf"] = ["Fovea.Clip"],
        ["Microsoft.Extensions.AI"] = ["Fovea.Clip"],
        ["System.Numerics.Tensors"] = ["Fovea.Vectors", "Fovea.Clip"],
        ["Microsoft.Data.Sqlite"] = ["Fovea.Catalog"],
        ["SQLitePCLRaw"] = ["Fovea.Catalog"],
        ["Npgsql"] = [],
        ["Microsoft.Extensions.DependencyInjection"] = ["Fovea.Hosting", "Fovea.Cli"],
        ["Microsoft.Extensions.Hosting"] = ["Fovea.Hosting"],
        ["QRCoder"] = ["Fovea.Web"],
        ["Microsoft.AspNetCore"] = ["Fovea.Web"],
        ["Microsoft.OpenApi"] = ["Fovea.Web"],
        ["Spectre.Console"] = ["Fovea.Cli"],
        ["System.CommandLine"] = ["Fovea.Cli"],
    };
}
