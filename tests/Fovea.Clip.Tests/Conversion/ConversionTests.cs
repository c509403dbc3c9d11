namespace Fovea.Clip.Tests;

/// <summary>A small CLIP in each form that checkpoints come in becomes graphs that give PyTorch's vectors.</summary>
public sealed class ConversionTests
{
    private const float Tolerance = 1e-4f;

    private static readonly string Tiny = RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "checkpoints", "tiny");

    // What has no configuration beside it has heads of other widths than 64.
    private static ConversionOptions Options(string checkpoint) => checkpoint.EndsWith(".pt", StringComparison.Ordinal)
        ? new ConversionOptions { ImageHeads = 2, TextHeads = 4, Activation = checkpoint.StartsWith("torch", StringComparison.Ordinal) ? ActivationKind.QuickGelu : null }
        : new ConversionOptions();

    [Theory]
    [InlineData("hf")]
    [InlineData("hf/model.safetensors")]
    [InlineData("openclip")]
    [InlineData("torch/epoch_3.pt")]
    [InlineData("script/ViT.pt")]
    public void Write_Checkpoint_GivesPyTorchsVectors(string checkpoint)
    {
        using var temp = new TempFolder();

        using var conversion = CheckpointConversion.Open(Path.Combine(Tiny, checkpoint), Options(checkpoint));
        conversion.Write(temp["model"], cancellationToken: TestContext.Current.CancellationToken);

        Assert.InRange(new CheckpointReference(Tiny).Furthest(temp["model"]), 0, Tolerance);
    }
}
