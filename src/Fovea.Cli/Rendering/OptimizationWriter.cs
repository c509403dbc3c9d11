using Fovea.Models;

namespace Fovea.Cli.Rendering;

/// <summary>What an optimisation did, for people and for programs.</summary>
internal static class OptimizationWriter
{
    public static void Say(ModelOptimizationReport report)
    {
        foreach (var tower in report.Towers)
        {
            Terminal.Say(tower.Problem is { } problem
                ? $"{report.Model}, {tower.Tower} tower: runs as it was published, as it is of a kind that cannot be rebuilt: {problem}."
                : FormattableString.Invariant(
                    $"{report.Model}, {tower.Tower} tower: {tower.SpeedUp:F1} times as fast; cosine similarity to the published one: median {tower.MedianCosine:F4}, least {tower.LeastCosine:F4}{Kept(tower)}."));
        }

        if (report.RankingAgreement is { } agreement)
        {
            Terminal.Say(FormattableString.Invariant($"Of the best photos for a text, {100 * agreement:F0} % are the same. Nothing has to be indexed again; 'fovea models optimize --undo' goes back."));
        }
    }

    public static void WriteJson(ModelOptimizationReport report) => JsonOutput.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("model", report.Model);
        json.WriteBoolean("optimized", report.IsOptimized);
        json.WriteNumber("photos", report.Photos);
        if (report.RankingAgreement is { } agreement) json.WriteNumber("rankingAgreement", agreement);
        json.WriteStartArray("towers");
        foreach (var tower in report.Towers)
        {
            json.WriteStartObject();
            json.WriteString("tower", tower.Tower);
            if (tower.Problem is { } problem)
            {
                json.WriteString("problem", problem);
            }
            else
            {
                json.WriteNumber("speedUp", tower.SpeedUp);
                json.WriteNumber("medianCosine", tower.MedianCosine);
                json.WriteNumber("leastCosine", tower.LeastCosine);
                json.WriteNumber("layers", tower.Layers);
                json.WriteNumber("singleLayers", tower.SingleLayers);
            }

            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static string Kept(OptimizedTowerReport tower) => tower.SingleLayers == 0
        ? string.Empty
        : FormattableString.Invariant($"; {tower.SingleLayers} of {tower.Layers} layers stayed in fp32, as their vectors would have differed too much");
}
