using System.Globalization;
using Fovea.Engine.Indexing;

namespace Fovea.Cli.Rendering;

/// <summary>What an indexing run did, for people and for programs.</summary>
internal static class IndexReportWriter
{
    public static void WriteText(IndexReport report, bool isQuiet)
    {
        if (isQuiet) return;
        foreach (var failure in report.Failures) Line($"failed: {PathText.ToDisplay(failure.Path)}: {failure.Failure.Reason}");
        foreach (var issue in report.Issues) Line($"not read: {PathText.ToDisplay(issue.Folder)}: {issue.Reason}");
        foreach (var root in report.OfflineRoots) Line($"offline: {PathText.ToDisplay(root.Path)} is away or empty; its photos stay searchable");
        foreach (var kept in report.Kept)
        {
            Line($"kept: {kept.Vanished:N0} of {kept.Known:N0} photos under {PathText.ToDisplay(kept.Root.Path)} are gone; if that is meant, run 'fovea index --prune'");
        }

        if (report.WithoutThumbnail > 0) Line($"{report.WithoutThumbnail:N0} photos have no thumbnail yet; 'fovea index' encodes them from their files");
        if (report.NotPhotos.Count > 0) Line($"not photos: {Kinds(report.NotPhotos)} ('fovea status --failed' names them)");
        Line($"{report.New:N0} new, {report.Changed:N0} changed, {report.Moved:N0} moved, {report.Removed:N0} removed, {report.Failures.Count:N0} failed, {report.Offline:N0} offline in {report.Elapsed.TotalSeconds:N1} s ({report.PhotosPerSecond:N0} photos/s)");
        if (report.FailedBefore > 0) Line($"{report.FailedBefore:N0} failed in an earlier run and have not changed ('fovea status --failed' lists them)");
    }

    public static void WriteJson(IndexReport report) => JsonOutput.Write(json =>
    {
        json.WriteStartObject();
        json.WriteNumber("new", report.New);
        json.WriteNumber("changed", report.Changed);
        json.WriteNumber("moved", report.Moved);
        json.WriteNumber("removed", report.Removed);
        json.WriteNumber("unchanged", report.Unchanged);
        json.WriteNumber("notPhotos", report.NotPhotos.Sum(kind => kind.Value));
        json.WriteNumber("offline", report.Offline);
        json.WriteNumber("failedBefore", report.FailedBefore);
        json.WriteNumber("seconds", Math.Round(report.Elapsed.TotalSeconds, 3));
        json.WriteNumber("photosPerSecond", Math.Round(report.PhotosPerSecond, 1));
        json.WriteStartArray("failed");
        foreach (var failure in report.Failures)
        {
            json.WriteStartObject();
            json.WritePath("path", failure.Path);
            json.WriteString("kind", failure.Failure.Kind.ToString());
            json.WriteString("reason", failure.Failure.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteStartArray("notRead");
        foreach (var issue in report.Issues)
        {
            json.WriteStartObject();
            json.WritePath("path", issue.Folder);
            json.WriteString("reason", issue.Reason);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    // "144 × video, 17 × text": a folder of sidecars is one line, not a thousand.
    private static string Kinds(IReadOnlyList<KeyValuePair<string, int>> kinds)
    {
        const int shown = 5;
        var named = kinds.Take(shown).Select(kind => string.Create(CultureInfo.InvariantCulture, $"{kind.Value:N0} × {kind.Key}"));
        var rest = kinds.Skip(shown).Sum(kind => kind.Value);
        return string.Join(", ", rest > 0 ? named.Append(string.Create(CultureInfo.InvariantCulture, $"{rest:N0} × others")) : named);
    }

    private static void Line(FormattableString text) => Terminal.Say(text.ToString(CultureInfo.InvariantCulture));
}
