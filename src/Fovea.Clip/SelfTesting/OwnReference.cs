using System.Text.Json;

namespace Fovea.Clip;

/// <summary>
/// Vectors that a model brings with it, in <c>reference.json</c>: of pictures given by a formula and of texts given by their ids, as its makers
/// computed them. The format is in docs/formats/self-tests.md.
/// </summary>
/// <param name="Image">The vector of the first picture; null: none.</param>
/// <param name="Ids">The ids of the first text, start and end included; null: none.</param>
/// <param name="Text">Its vector.</param>
internal sealed record OwnReference(float[]? Image, IReadOnlyList<int>? Ids, float[]? Text)
{
    private const string FileName = "reference.json";

    /// <summary>Reads what there is. A file of that name that says something else is none.</summary>
    public static OwnReference Read(ModelFolder folder)
    {
        if (folder.Files.TryRead(FileName) is not { } bytes) return new OwnReference(null, null, null);
        try
        {
            var root = JsonFiles.Parse(folder.Files.PathOf(FileName), bytes);
            var text = First(root, "texts");
            return new OwnReference(Numbers(First(root, "images")), text?.Property("ids")?.EnumerateArray().Select(id => id.GetInt32()).ToList(), Numbers(text));
        }
        catch (Exception e) when (e is ModelException or InvalidOperationException or FormatException)
        {
            return new OwnReference(null, null, null);
        }
    }

    /// <summary>The first picture, as the tower takes it: sin(0.11·x + c) + cos(0.14·y − c).</summary>
    /// <returns><c>[3, height, width]</c>.</returns>
    public static float[] Picture(int height, int width)
    {
        var tensor = new float[3 * height * width];
        for (var c = 0; c < 3; c++)
        {
            for (var y = 0; y < height; y++)
            {
                for (var x = 0; x < width; x++) tensor[(((c * height) + y) * width) + x] = (float)(Math.Sin((0.11 * x) + c) + Math.Cos((0.14 * y) - c));
            }
        }

        return tensor;
    }

    private static JsonElement? First(JsonElement root, string name) =>
        root.Property(name) is { ValueKind: JsonValueKind.Array } list && list.GetArrayLength() > 0 ? list[0] : null;

    private static float[]? Numbers(JsonElement? one) => one?.Property("embedding")?.EnumerateArray().Select(number => number.GetSingle()).ToArray();
}
