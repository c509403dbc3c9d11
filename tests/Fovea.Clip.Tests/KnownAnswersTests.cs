using System.Numerics.Tensors;
using Fovea.Imaging;
using ImageMagick;

namespace Fovea.Clip.Tests;

/// <summary>
/// Figures that were published for real weights, computed here. The folder that <c>FOVEA_TEST_MODELS</c> names holds model folders (the one of OpenAI's ViT-B/32 is recognised by its name, as its makers
/// and their exporters call it), OpenAI's <c>CLIP.png</c> and COCO's <c>000000039769.jpg</c>.
/// </summary>
public sealed class KnownAnswersTests
{
    private const string Variable = "FOVEA_TEST_MODELS";

    // OpenAI's README: https://github.com/openai/CLIP.
    [Theory]
    [InlineData(true, 1e-3)]
    [InlineData(false, 5e-3)]
    public void OpenAi_ItsOwnPicture_IsADiagram(bool isReference, double tolerance)
    {
        using var model = Model();
        var logits = Logits(model, Picture("CLIP.png", isReference), ["a diagram", "a dog", "a cat"]);

        var odds = logits.Select(logit => Math.Exp(logit - logits.Max())).ToList();
        double[] expected = [0.9927937, 0.00421068, 0.00299572];
        for (var i = 0; i < 3; i++) Assert.Equal(expected[i], odds[i] / odds.Sum(), tolerance);
    }

    // transformers' documentation of CLIP: https://huggingface.co/docs/transformers/model_doc/clip.
    [Theory]
    [InlineData(true, 1e-3)]
    [InlineData(false, 0.05)]
    public void OpenAi_TwoCats_AreCats(bool isReference, double tolerance)
    {
        using var model = Model();
        var logits = Logits(model, Picture("000000039769.jpg", isReference), ["a photo of a cat", "a photo of a dog"]);

        Assert.Equal(24.5701, logits[0], tolerance);
        Assert.Equal(19.3049, logits[1], tolerance);
    }

    private static List<double> Logits(ClipModel model, byte[] picture, string[] texts)
    {
        var outcome = Assert.IsType<PhotoOutcome.Decoded>(
            new MagickPhotoDecoder().Decode(new PhotoSource("picture", picture), model.Preprocessing, thumbnail: null, TestContext.Current.CancellationToken));
        using var tile = outcome.Tile;
        var image = new float[model.Images.Dimensions];
        model.Images.Encode([tile], image, TestContext.Current.CancellationToken);
        return [.. texts.Select(text => 100.0 * TensorPrimitives.Dot(image, model.Texts.Encode(text, TestContext.Current.CancellationToken).Vector.Span))];
    }

    // The reference decodes all of a picture and drops its transparency. Without loss and without transparency, this program's decoder has no shortcut to take.
    private static byte[] Picture(string name, bool isReference)
    {
        var path = Path.Combine(Folder(), name);
        Assert.SkipUnless(File.Exists(path), $"needs {name} in the folder that {Variable} names");
        if (!isReference && !name.EndsWith(".png", StringComparison.Ordinal)) return File.ReadAllBytes(path);

        using var image = new MagickImage(path);
        image.HasAlpha = false;
        return image.ToByteArray(MagickFormat.Png24);
    }

    private static ClipModel Model()
    {
        foreach (var folder in Directory.EnumerateDirectories(Folder()).Order(StringComparer.Ordinal))
        {
            var name = Path.GetFileName(folder);
            var isOpenAi = name.Contains("clip-vit-base-patch32", StringComparison.OrdinalIgnoreCase)
                || (name.Contains("ViT-B-32", StringComparison.OrdinalIgnoreCase) && name.Contains("openai", StringComparison.OrdinalIgnoreCase));
            if (isOpenAi) return ClipModel.Open(folder, new ClipModelOptions { UseOptimized = false });
        }

        Assert.Skip($"needs OpenAI's ViT-B/32 (a folder like ViT-B-32__openai or clip-vit-base-patch32) in the folder that {Variable} names");
        throw new InvalidOperationException("A skipped test does not go on.");
    }

    private static string Folder()
    {
        var folder = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipUnless(Directory.Exists(folder), $"needs real weights: {Variable} names a folder with model folders and pictures");
        return folder;
    }
}
