using System.Globalization;
using Fovea.Engine.Indexing;

namespace Fovea.Cli.Rendering;

/// <summary>Where the time of an indexing run went, as a table on standard error.</summary>
internal static class IndexStatisticsWriter
{
    /// <summary>Writes it; a run that opened no file has only one line.</summary>
    public static void Write(IndexReport report)
    {
        if (report.Statistics is not { } statistics)
        {
            Terminal.Say("No file had to be opened.");
            return;
        }

        var seconds = Math.Max(report.Elapsed.TotalSeconds, 1e-3);
        Terminal.Say(string.Create(
            CultureInfo.InvariantCulture,
            $"{statistics.Decoders} decoders, {statistics.Encoders} encoders; {statistics.Pixels / 1e6 / seconds:N0} megapixels/s"));
        Terminal.Say("stage               seconds      items   ms each       MB");
        foreach (var stage in statistics.Stages) Terminal.Say(Line(stage));
    }

    private static string Line(StageTime stage) => string.Create(
        CultureInfo.InvariantCulture,
        $"{Name(stage.Stage),-17} {stage.Time.TotalSeconds,9:F2} {stage.Items,10:N0} {(stage.Items > 0 ? stage.Time.TotalMilliseconds / stage.Items : 0),9:F2} {(stage.Bytes > 0 ? (stage.Bytes / 1e6).ToString("N1", CultureInfo.InvariantCulture) : string.Empty),8}")
        .TrimEnd();

    private static string Name(Stage stage) => stage switch
    {
        Stage.Scan => "scan",
        Stage.Read => "read and hash",
        Stage.WaitToDecode => "(wait to decode)",
        Stage.Decode => "decode",
        Stage.Store => "store thumbnails",
        Stage.WaitToEncode => "(wait to encode)",
        Stage.Encode => "encode",
        Stage.Commit => "commit",
        _ => throw new ArgumentOutOfRangeException(nameof(stage)),
    };
}
