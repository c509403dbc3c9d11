using System.Globalization;
using System.Text.Json;
using Fovea.Models;

namespace Fovea.Cli.Rendering;

/// <summary>The models that can be fetched, for people and for programs.</summary>
internal static class CatalogueWriter
{
    public static void Write(ModelCatalogue catalogue, IReadOnlyList<InstalledModel> installed, bool asJson)
    {
        var here = installed.Select(model => model.Name).ToHashSet(StringComparer.OrdinalIgnoreCase);
        if (asJson)
        {
            WriteJson(catalogue, here);
            return;
        }

        foreach (var model in catalogue.Models)
        {
            Line($"{(here.Contains(model.Name) ? '✓' : ' ')} {model.Name}{(model.IsRecommended ? "  (recommended)" : "")}");
            Line($"    {model.Title}. {model.About}");
            Line($"    {model.PictureSide} × {model.PictureSide} pixels, {model.Dimensions} numbers a photo, about {model.Bytes / 1e6:N0} MB; languages: {model.Languages}; licence: {model.Licence.Id}");
            var quality = model.Quality;
            Line($"    ImageNet {Percent(quality.ImageNet)}, Flickr30k text to image R@1 {Percent(quality.Flickr30kTextToImage)}, COCO {Percent(quality.CocoTextToImage)} ({quality.Source})");
            var unknown = model.Files.Count(file => file is { Sha256: null, IsOptional: false });
            Line($"    {model.Repository} at {model.Revision?[..12] ?? "its newest commit"}; {(unknown == 0 ? "every file is known by its SHA-256" : $"{unknown} files without a known SHA-256: the first download is trusted and remembered")}{(model.Checkpoint is null ? "" : "; converted here")}");
        }

        Line($"Reviewed {catalogue.Reviewed:yyyy-MM-dd}. Fetch one: fovea models fetch NAME");
    }

    private static void WriteJson(ModelCatalogue catalogue, HashSet<string> here) => JsonOutput.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("host", catalogue.Host.ToString());
        json.WriteStartArray("models");
        foreach (var model in catalogue.Models)
        {
            json.WriteStartObject();
            json.WriteString("name", model.Name);
            json.WriteString("title", model.Title);
            json.WriteString("about", model.About);
            json.WriteBoolean("recommended", model.IsRecommended);
            json.WriteBoolean("installed", here.Contains(model.Name));
            json.WriteString("licence", model.Licence.Id);
            json.WriteString("languages", model.Languages);
            json.WriteNumber("pictureSide", model.PictureSide);
            json.WriteNumber("dimensions", model.Dimensions);
            json.WriteNumber("bytes", model.Bytes);
            WriteNumber(json, "imageNet", model.Quality.ImageNet);
            WriteNumber(json, "flickr30kTextToImage", model.Quality.Flickr30kTextToImage);
            WriteNumber(json, "cocoTextToImage", model.Quality.CocoTextToImage);
            json.WriteString("qualitySource", model.Quality.Source);
            json.WriteString("repository", model.Repository);
            json.WriteString("revision", model.Revision);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteNumber(Utf8JsonWriter json, string name, double? value)
    {
        if (value is { } number) json.WriteNumber(name, number);
        else json.WriteNull(name);
    }

    private static string Percent(double? value) => value is { } percent ? string.Create(CultureInfo.InvariantCulture, $"{percent:N1} %") : "not published";

    private static void Line(FormattableString text) => Terminal.WriteLine(text.ToString(CultureInfo.InvariantCulture));
}
