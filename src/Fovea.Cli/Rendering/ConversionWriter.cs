using System.Text.Json;
using Fovea.Models;

namespace Fovea.Cli.Rendering;

/// <summary>What a conversion found and made, for people and for programs.</summary>
internal static class ConversionWriter
{
    public static void SayFound(ModelConversion conversion)
    {
        var picture = conversion.Preprocessing;
        Terminal.Say(FormattableString.Invariant(
            $"A CLIP: pictures of {picture.Width}×{picture.Height} in patches of {conversion.Patch}, {Describe(conversion.Image)}; texts of {conversion.Context} tokens of {conversion.Vocabulary}, {Describe(conversion.Text)}; {conversion.Dimensions} numbers out."));
        foreach (var note in conversion.Notes) Terminal.Say(note);
    }

    public static void SayDone(ModelConversion conversion, ModelConversionReport report, ModelOptimizationReport? optimization)
    {
        var folder = PathText.ToDisplay(report.Folder);
        if (optimization is not null) OptimizationWriter.Say(optimization);
        Terminal.Say(FormattableString.Invariant($"Made {folder}: {report.Bytes / 1e6:F0} MB."));
        Terminal.Say(conversion.HasTokenizer
            ? $"Use it from now on: fovea models use {folder}"
            : $"THE MODEL CANNOT BE USED YET: there is no tokenizer beside the checkpoint, and nothing can be searched without one. Put {ModelConversion.TokenizerNames} into {PathText.ToDisplay(Path.Combine(report.Folder, "textual"))}; they are published with the checkpoint. Or convert again with --tokenizer.");
    }

    public static void WriteJson(ModelConversion conversion, ModelConversionReport report, ModelOptimizationReport? optimization) => JsonOutput.Write(json =>
    {
        json.WriteStartObject();
        json.WritePath("folder", report.Folder);
        json.WriteNumber("bytes", report.Bytes);
        json.WriteBoolean("hasTokenizer", conversion.HasTokenizer);
        json.WriteNumber("dimensions", conversion.Dimensions);
        json.WriteStartObject("image");
        json.WriteNumber("width", conversion.Preprocessing.Width);
        json.WriteNumber("height", conversion.Preprocessing.Height);
        json.WriteNumber("patch", conversion.Patch);
        WriteTower(json, conversion.Image);
        json.WriteEndObject();
        json.WriteStartObject("text");
        json.WriteNumber("context", conversion.Context);
        json.WriteNumber("vocabulary", conversion.Vocabulary);
        WriteTower(json, conversion.Text);
        json.WriteEndObject();
        json.WriteStartArray("assumed");
        foreach (var note in conversion.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        if (optimization is not null) json.WriteBoolean("optimized", optimization.IsOptimized);
        json.WriteEndObject();
    });

    private static string Describe(ConvertedTowerReport tower) => FormattableString.Invariant(
        $"{tower.Layers} blocks of {tower.Width} numbers and {tower.Heads} heads, {(tower.QuickGelu ? "QuickGELU" : "GELU")}");

    private static void WriteTower(Utf8JsonWriter json, ConvertedTowerReport tower)
    {
        json.WriteNumber("layers", tower.Layers);
        json.WriteNumber("tokenWidth", tower.Width);
        json.WriteNumber("heads", tower.Heads);
        json.WriteString("activation", tower.QuickGelu ? "quickgelu" : "gelu");
    }
}
