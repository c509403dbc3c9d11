using System.Globalization;
using System.Text.Json;
using Fovea.Engine.Searching;
using Spectre.Console;

namespace Fovea.Cli.Rendering;

/// <summary>A page of results, for people and for programs.</summary>
internal static class SearchPageWriter
{
    public static void WriteText(SearchPage page, bool isQuiet, TerminalPictures? pictures, CancellationToken cancellationToken)
    {
        foreach (var result in page.Results)
        {
            if (pictures is not null) Terminal.Write(pictures.Show(result.Photo.Path, cancellationToken));
            Terminal.Write(console => WriteLine(console, result));
        }

        if (isQuiet || page.Results.Count == 0) return;
        var isRanked = page.Results[0].Score is not null;
        Terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{page.Results.Count:N0} {(isRanked ? "best" : "newest")} of {page.Searched:N0} photos in {page.Timings.Total.TotalMilliseconds:N0} ms{(isRanked ? $" with {page.Model}" : string.Empty)}"));
    }

    public static void WritePaths(SearchPage page, byte end)
    {
        foreach (var result in page.Results) Terminal.Write([.. PathText.ToBytes(result.Photo.Path), end]);
    }

    public static void WriteJson(SearchPage page) => JsonOutput.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("query", page.Query);
        json.WriteString("model", page.Model);
        json.WriteStartObject("elapsedMs");
        WriteTime(json, "encode", page.Timings.Encode);
        WriteTime(json, "load", page.Timings.Load);
        WriteTime(json, "rank", page.Timings.Rank);
        WriteTime(json, "fetch", page.Timings.Fetch);
        WriteTime(json, "total", page.Timings.Total);
        json.WriteEndObject();
        json.WriteNumber("searched", page.Searched);
        json.WriteStartArray("results");
        foreach (var result in page.Results) WriteResult(json, result);
        json.WriteEndArray();
        json.WriteStartArray("messages");
        foreach (var message in page.Messages) json.WriteStringValue(message);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    // Names are never read as markup. On a terminal they are short, and links where it follows them; a program gets them whole.
    private static void WriteLine(IAnsiConsole console, SearchResult result)
    {
        var path = result.Photo.Path;
        var score = result.Score is { } value ? value.ToString("0.000", CultureInfo.InvariantCulture) : "     ";
        var name = Terminal.IsInteractive ? ShortPath.Of(path) : PathText.ToDisplay(path);
        var details = Details(result.Photo);
        console.Write(new Text(score, new Style(Color.Green)));
        console.Write("  ");
        console.Write(new Paragraph(name, null, Terminal.IsInteractive ? new Link(FileUri.Of(path)) : null));
        var isRoom = !Terminal.IsInteractive || score.Length + name.Length + details.Length + 4 <= Terminal.Width;
        if (details.Length > 0 && isRoom) console.Write(new Text($"  {details}", new Style(Color.Grey)));
        console.WriteLine();
    }

    private static string Details(PhotoRecord photo)
    {
        List<string> facts = [];
        if (photo.Metadata?.TakenAt is { Source: not TakenAtSource.FileModified } taken) facts.Add(taken.Local.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture));
        if (photo.Metadata?.CameraModel is { } camera) facts.Add(camera);
        if (photo.IsOffline) facts.Add("offline");
        return PathText.ToDisplay(string.Join(" · ", facts));
    }

    private static void WriteTime(Utf8JsonWriter json, string name, TimeSpan time) => json.WriteNumber(name, Math.Round(time.TotalMilliseconds, 3));

    private static void WriteResult(Utf8JsonWriter json, SearchResult result)
    {
        var photo = result.Photo;
        json.WriteStartObject();
        json.WriteNumber("id", photo.Id.Value);
        json.WritePath("path", photo.Path);
        if (result.Score is { } score) json.WriteNumber("score", score);
        if (photo.Companion is not null) json.WritePath("raw", photo.Companion);
        json.WriteBoolean("offline", photo.IsOffline);
        json.WriteNumber("bytes", photo.Stamp.Size);
        if (photo.Metadata is { } metadata) WriteMetadata(json, metadata);
        json.WriteEndObject();
    }

    private static void WriteMetadata(Utf8JsonWriter json, PhotoMetadata metadata)
    {
        json.WriteString("format", metadata.Format.ToString());
        json.WriteNumber("width", metadata.Width);
        json.WriteNumber("height", metadata.Height);
        if (metadata.TakenAt is { } taken)
        {
            json.WriteString("takenAt", taken.Local.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture) + Offset(taken.Offset));
            json.WriteString("takenAtSource", taken.Source.ToString());
        }

        if (metadata.CameraMake is { } make) json.WriteString("cameraMake", make);
        if (metadata.CameraModel is { } model) json.WriteString("cameraModel", model);
        if (metadata.Lens is { } lens) json.WriteString("lens", lens);
        if (metadata.Rating is { } rating) json.WriteNumber("rating", rating);
        if (metadata.Location is not { } place) return;
        json.WriteStartObject("location");
        json.WriteNumber("latitude", place.Latitude);
        json.WriteNumber("longitude", place.Longitude);
        if (place.Altitude is { } altitude) json.WriteNumber("altitude", altitude);
        json.WriteEndObject();
    }

    private static string Offset(TimeSpan? offset) =>
        offset is not { } value ? string.Empty
        : (value < TimeSpan.Zero ? "-" : "+") + value.ToString(@"hh\:mm", CultureInfo.InvariantCulture);
}
