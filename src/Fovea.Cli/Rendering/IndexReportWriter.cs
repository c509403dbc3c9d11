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
        if (report.ModelChange is { } change) WriteChange(change);
        if (report.FailedBefore > 0) Line($"{report.FailedBefore:N0} failed in an earlier run and have not changed ('fovea status --failed' lists them)");
    }

    /// <summary>How far a change to another model is.</summary>
    public static void WriteChange(ModelChangeReport change)
    {
        if (change.Problem is { } problem)
        {
            Line($"The change to another model cannot go on: {problem} 'fovea models use' with the name of the one in use gives it up.");
            return;
        }

        if (change.IsGivenUp)
        {
            Line($"Another model was chosen meanwhile: nothing more is encoded with {change.Model}.");
            return;
        }

        if (change.IsDone)
        {
            if (change.Encoded > 0) Line($"Encoded {change.Encoded:N0} photos with {change.Model}.");
            Line($"Using {change.Model} from now on.");
            return;
        }

        Line($"Encoded {change.Encoded:N0} photos with {change.Model}, which lacks {change.Missing:N0} that can be found now. The model in use goes on answering.");
        if (change.Impossible > 0) Line($"{change.Impossible:N0} have no thumbnail, and their files are away or cannot be decoded now. 'fovea index' tries again; 'fovea models use {change.Model} --now' uses it without them.");
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
        if (report.ModelChange is { } change)
        {
            json.WriteStartObject("modelChange");
            json.WriteString("model", change.Model);
            json.WriteNumber("encoded", change.Encoded);
            json.WriteNumber("missing", change.Missing);
            json.WriteBoolean("done", change.IsDone);
            if (change.Problem is { } problem) json.WriteString("problem", problem);
            json.WriteEndObject();
        }

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
