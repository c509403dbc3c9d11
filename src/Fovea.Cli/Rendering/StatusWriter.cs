using System.Globalization;
using System.Text.Json;
using Spectre.Console;

namespace Fovea.Cli.Rendering;

/// <summary>The state of the library, for people and for programs.</summary>
internal static class StatusWriter
{
    public static void WriteText(LibraryStatus status) => Terminal.Write(console =>
    {
        var model = status.Model;
        console.MarkupLine(Text($"Model    {Markup.Escape(model.Name)}{(model.IsStarter ? " (starter: small, works at once, weaker than CLIP)" : string.Empty)}"));
        if (model.IsStarter) console.MarkupLine("[grey]         For better matches get a real CLIP, once: fovea models fetch ViT-B-32-laion2b --use[/]");
        if (status.Next is { } next)
        {
            console.MarkupLine(Text($"Next     {Markup.Escape(next.Model.Name)}: {next.Encoded:N0} of {status.Encoded:N0} photos are encoded with it; 'fovea index' goes on, and it is used when it has them all"));
        }

        console.MarkupLine(Text($"Photos   {status.Roots.Sum(root => root.Counts.Indexed):N0} indexed ({status.Encoded:N0} with this model), {status.Roots.Sum(root => root.Counts.Failed):N0} failed, {status.Roots.Sum(root => root.Counts.Offline):N0} offline"));
        console.MarkupLine(Text($"Index    {Markup.Escape(PathText.ToDisplay(status.Home))} ({Megabytes(status.CatalogBytes)}; thumbnails {Megabytes(status.ThumbnailBytes)})"));
        if (status.Roots.Count == 0) console.MarkupLine("Folders  none yet. Add one: fovea index ~/Pictures");
        foreach (var (root, counts) in status.Roots)
        {
            var offline = root.IsAvailable ? string.Empty : " [yellow]away[/]";
            var indexed = root.LastIndexed is { } when
                ? Text($"updated {when.ToLocalTime():yyyy-MM-dd HH:mm}")
                : "not finished";
            console.MarkupLine(Text($"Folder   {Markup.Escape(PathText.ToDisplay(root.Path))}{offline}"));
            console.MarkupLine(Text($"[grey]         {counts.Indexed:N0} photos, {counts.Failed:N0} failed, {counts.Offline:N0} offline, {counts.NotPhotos:N0} other files; {indexed}[/]"));
        }

        foreach (var photo in status.Failed ?? [])
        {
            console.MarkupLine(Text($"failed   {Markup.Escape(PathText.ToDisplay(photo.Path))}: {Markup.Escape(photo.Failure?.Reason ?? "unknown")}"));
        }

        foreach (var photo in status.NotPhotos ?? [])
        {
            console.MarkupLine(Text($"no photo {Markup.Escape(PathText.ToDisplay(photo.Path))}: {Markup.Escape(photo.What ?? "unknown")}"));
        }
    });

    public static void WriteJson(LibraryStatus status) => JsonOutput.Write(json =>
    {
        json.WriteStartObject();
        json.WritePath("home", status.Home);
        json.WriteStartObject("model");
        json.WriteString("name", status.Model.Name);
        json.WriteBoolean("starter", status.Model.IsStarter);
        json.WritePath("folder", status.Model.Folder);
        json.WriteEndObject();
        if (status.Next is { } next)
        {
            json.WriteStartObject("nextModel");
            json.WriteString("name", next.Model.Name);
            json.WritePath("folder", next.Model.Folder);
            json.WriteNumber("encoded", next.Encoded);
            json.WriteEndObject();
        }

        json.WriteNumber("indexed", status.Roots.Sum(root => root.Counts.Indexed));
        json.WriteNumber("encodedWithModel", status.Encoded);
        json.WriteNumber("failedCount", status.Roots.Sum(root => root.Counts.Failed));
        json.WriteNumber("offline", status.Roots.Sum(root => root.Counts.Offline));
        json.WriteNumber("catalogBytes", status.CatalogBytes);
        json.WriteNumber("thumbnailBytes", status.ThumbnailBytes);
        json.WriteStartArray("roots");
        foreach (var (root, counts) in status.Roots)
        {
            json.WriteStartObject();
            json.WritePath("path", root.Path);
            json.WriteBoolean("available", root.IsAvailable);
            json.WriteNumber("indexed", counts.Indexed);
            json.WriteNumber("failed", counts.Failed);
            json.WriteNumber("offline", counts.Offline);
            json.WriteNumber("notPhotos", counts.NotPhotos);
            if (root.LastIndexed is { } when) json.WriteString("lastIndexed", when);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        if (status.Failed is not null) WriteFiles(json, "failed", status.Failed);
        if (status.NotPhotos is not null) WriteFiles(json, "notPhotos", status.NotPhotos);
        json.WriteEndObject();
    });

    private static void WriteFiles(Utf8JsonWriter json, string name, IReadOnlyList<PhotoRecord> files)
    {
        json.WriteStartArray(name);
        foreach (var file in files)
        {
            json.WriteStartObject();
            json.WritePath("path", file.Path);
            if (file.Failure is { } failure)
            {
                json.WriteString("kind", failure.Kind.ToString());
                json.WriteString("reason", failure.Reason);
            }

            if (file.What is { } what) json.WriteString("what", what);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static string Megabytes(long bytes) => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1e6:N1} MB");
}
