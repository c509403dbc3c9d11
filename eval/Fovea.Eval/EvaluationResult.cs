using System.Globalization;
using System.Text.Json;

namespace Fovea.Eval;

/// <summary>The figures of one evaluation.</summary>
/// <param name="Model">The model's name.</param>
/// <param name="Photos">Photos that were ranked.</param>
/// <param name="Captions">Captions of those photos.</param>
/// <param name="Missing">Captioned photos that were not indexed.</param>
/// <param name="TextToImage">Each caption looks for its photo.</param>
/// <param name="ImageToText">Each photo looks for one of its captions.</param>
internal sealed record EvaluationResult(string Model, int Photos, int Captions, int Missing, Recall TextToImage, Recall ImageToText)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    public string ToJson() => JsonSerializer.Serialize(this, Json) + "\n";

    public string ToText() => string.Create(
        CultureInfo.InvariantCulture,
        $"""
        {Model}: {Photos:N0} photos, {Captions:N0} captions{(Missing > 0 ? $", {Missing:N0} photos missing" : string.Empty)}
                        R@1    R@5   R@10   median rank
        text → image  {Row(TextToImage)}
        image → text  {Row(ImageToText)}

        """);

    private static string Row(Recall recall) => string.Create(
        CultureInfo.InvariantCulture, $"{recall.At1,5:0.0}  {recall.At5,5:0.0}  {recall.At10,5:0.0}  {recall.MedianRank,10:0.#}");
}
