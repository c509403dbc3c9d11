using Microsoft.Extensions.AI;

namespace Fovea.Clip.Tests;

/// <summary>The adapters to Microsoft.Extensions.AI.</summary>
public sealed class EmbeddingGeneratorTests
{
    [Fact]
    public async Task GenerateAsync_Texts_GivesVectorsInOrderAndCountsTokens()
    {
        using var model = ClipModel.Open(Path.Combine(Reference.TinyClip, "hf"));
        using var generator = new TextEmbeddingGenerator(model);
        string[] texts = ["a cat", "two dogs", "night"];

        var results = await generator.GenerateAsync(texts, cancellationToken: TestContext.Current.CancellationToken);

        Assert.Equal(3, results.Count);
        for (var i = 0; i < 3; i++)
        {
            Reference.AssertClose(model.Texts.Encode(texts[i], TestContext.Current.CancellationToken).Vector.ToArray(), results[i].Vector.Span, 1e-5f);
            Assert.Equal("hf", results[i].ModelId);
        }

        var tokens = texts.Sum(t => model.Texts.Tokenize(t).Ids.Count);
        Assert.Equal(tokens, results.Usage!.InputTokenCount);
        Assert.Equal(tokens, results.Usage.TotalTokenCount);
    }

    [Fact]
    public async Task GenerateAsync_Tiles_GivesVectorsInOrder()
    {
        using var model = ClipModel.Open(Path.Combine(Reference.TinyClip, "hf"));
        using var generator = new ImageEmbeddingGenerator(model);
        using var first = Reference.Tile(Path.Combine(Reference.TinyClip, "pictures", "0.png"));
        using var second = Reference.Tile(Path.Combine(Reference.TinyClip, "pictures", "1.png"));

        var results = await generator.GenerateAsync([first, second], cancellationToken: TestContext.Current.CancellationToken);

        var expected = Reference.Read(Reference.TinyClip).GetProperty("pictures");
        for (var i = 0; i < 2; i++) Reference.AssertClose(Reference.Vector(expected[i]), results[i].Vector.Span, 1e-4f);
    }

    [Fact]
    public async Task GenerateAsync_OtherDimensionsOrModelOrCancelled_Throws()
    {
        using var model = ClipModel.Open(Path.Combine(Reference.TinyClip, "hf"));
        using var generator = new TextEmbeddingGenerator(model);
        var token = TestContext.Current.CancellationToken;

        await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync(["a"], new EmbeddingGenerationOptions { Dimensions = 7 }, token));
        await Assert.ThrowsAsync<ArgumentException>(() => generator.GenerateAsync(["a"], new EmbeddingGenerationOptions { ModelId = "other" }, token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => generator.GenerateAsync(["a"], cancellationToken: new CancellationToken(canceled: true)));
    }

    [Fact]
    public void GetService_KnownTypes_AreGiven()
    {
        using var model = ClipModel.Open(Path.Combine(Reference.TinyClip, "hf"));
        using var generator = new TextEmbeddingGenerator(model);

        var metadata = generator.GetService<EmbeddingGeneratorMetadata>()!;
        Assert.Equal(("fovea", "hf", 32), (metadata.ProviderName, metadata.DefaultModelId, metadata.DefaultModelDimensions));
        Assert.Same(generator, generator.GetService<TextEmbeddingGenerator>());
        Assert.Same(model, generator.GetService<IDualEncoder>());
        Assert.Null(generator.GetService(typeof(EmbeddingGeneratorMetadata), "key"));
        Assert.Null(generator.GetService<string>());
    }
}
