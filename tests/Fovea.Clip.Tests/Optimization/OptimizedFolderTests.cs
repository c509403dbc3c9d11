namespace Fovea.Clip.Tests;

/// <summary>Whatever happens to the folder or to the model, the published towers run and the person is told why.</summary>
public sealed class OptimizedFolderTests
{
    [Theory]
    [InlineData("the description is cut short", "cannot be used: it is not valid JSON")]
    [InlineData("the description is from a newer Fovea", "has version 2; this Fovea reads up to 1. Use a newer Fovea.")]
    [InlineData("the description is of something else", "its format is not fovea-optimized.")]
    [InlineData("a graph is missing", "is missing.")]
    [InlineData("a graph is longer", "bytes instead of")]
    [InlineData("a graph has one other byte", "was changed or damaged: its SHA-256 is")]
    [InlineData("a graph lies elsewhere", "a tower's \"file\" is no file's name.")]
    [InlineData("the model is another", "the model's towers are not those that it was made from.")]
    [InlineData("the preprocessing is another", "the model's preprocessing is not the one that it was made for.")]
    public void Open_FolderThatDoesNotFit_IsNotUsedAndSaysWhy(string what, string message)
    {
        using var copy = ModelOptimizerTests.Optimized();
        Damage(copy, what);

        using var model = ClipModel.Open(copy.Path);

        Assert.Null(model.Optimized);
        Assert.StartsWith("The optimised form of model is not used, the published one is: ", model.OptimizationProblem, StringComparison.Ordinal);
        Assert.Contains(message, model.OptimizationProblem, StringComparison.Ordinal);
        Assert.EndsWith("Run 'fovea models optimize' again, or 'fovea models optimize --undo' to remove it.", model.OptimizationProblem, StringComparison.Ordinal);
        Assert.Equal(32, model.Images.Dimensions);
        using var tile = Tiles.Drawn(1);
        model.Images.Encode([tile], new float[32], TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Open_LeftoversOfAKilledRun_AreNotUsed()
    {
        // What is there when the process ends before the description is put in place.
        using var copy = ModelOptimizerTests.Optimized();
        File.Delete(copy["optimized", "optimized.json"]);
        File.WriteAllBytes(copy["optimized", $"{Guid.NewGuid():N}.tmp"], [1, 2, 3]);

        using (var model = ClipModel.Open(copy.Path))
        {
            Assert.Null(model.Optimized);
            Assert.Null(model.OptimizationProblem);
        }

        ModelOptimizer.Optimize(copy.Path, Tiles.Many(16), new ClipModelOptions(), cancellationToken: TestContext.Current.CancellationToken);
        Assert.DoesNotContain(Directory.GetFiles(copy["optimized"]), file => file.EndsWith(".tmp", StringComparison.Ordinal));
    }

    [Fact]
    public void Verify_Optimized_CoversItsGraphs()
    {
        using var copy = ModelOptimizerTests.Optimized();
        Assert.True(ModelFolder.Verify(copy.Path, cancellationToken: TestContext.Current.CancellationToken).IsSound);
        Damage(copy, "a graph has one other byte");

        var verification = ModelFolder.Verify(copy.Path, cancellationToken: TestContext.Current.CancellationToken);

        var wrong = Assert.Single(verification.Files, f => f.State == ModelFileState.WrongHash);
        Assert.StartsWith("optimized/image-", wrong.Path, StringComparison.Ordinal);
        Assert.EndsWith("is missing, or not the file that optimized.json names. Run 'fovea models optimize' again, or 'fovea models optimize --undo' to remove it.", wrong.Message, StringComparison.Ordinal);
        Assert.False(verification.IsSound);
    }

    [Fact]
    public void Open_ManifestBesideIt_IsNoContradiction()
    {
        using var copy = ModelOptimizerTests.Optimized("openclip");
        ModelOptimizer.Undo(copy.Path);
        copy.WriteManifest();
        ModelOptimizer.Optimize(copy.Path, Tiles.Many(16), new ClipModelOptions(), cancellationToken: TestContext.Current.CancellationToken);

        using var model = ClipModel.Open(copy.Path);

        Assert.NotNull(model.Optimized);
        Assert.Equal(32, model.Texts.Encode("a dog", TestContext.Current.CancellationToken).Vector.Length);
        Assert.True(ModelFolder.Verify(copy.Path, cancellationToken: TestContext.Current.CancellationToken).IsSound);
    }

    [Fact]
    public void Optimize_FolderThatCannotBeWritten_SaysWhatToDo()
    {
        using var copy = new ModelCopy();
        File.WriteAllText(copy["optimized"], "a file where the folder would be");

        var error = Assert.Throws<ModelException>(() =>
            ModelOptimizer.Optimize(copy.Path, Tiles.Many(16), new ClipModelOptions(), cancellationToken: TestContext.Current.CancellationToken));

        Assert.StartsWith($"The optimised model cannot be written into {copy.Path}: ", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("Copy the model to a folder that you may write, and use that: 'fovea models use FOLDER'.", error.Message, StringComparison.Ordinal);
    }

    private static void Damage(ModelCopy copy, string what)
    {
        var image = Path.GetRelativePath(copy.Path, Directory.GetFiles(copy["optimized"], "image-*.onnx").Single());
        const string Json = "optimized/optimized.json";
        _ = what switch
        {
            "the description is cut short" => copy.Write(Json, File.ReadAllText(copy[Json])[..200]),
            "the description is from a newer Fovea" => copy.Edit(Json, "\"version\": 1", "\"version\": 2"),
            "the description is of something else" => copy.Edit(Json, "fovea-optimized", "fovea-model"),
            "a graph is missing" => copy.Delete(image),
            "a graph is longer" => Append(copy, image),
            "a graph has one other byte" => copy.FlipByte(image),
            "a graph lies elsewhere" => copy.Edit(Json, "\"file\": \"image-", "\"file\": \"../image-"),
            "the model is another" => Append(copy, Path.Combine("onnx", "vision_model.onnx")),
            "the preprocessing is another" => copy.Edit("preprocessor_config.json", "0.48145466", "0.5"),
            _ => throw new ArgumentOutOfRangeException(nameof(what), what, "unknown"),
        };
    }

    // An unknown field of no content: still a graph.
    private static ModelCopy Append(ModelCopy copy, string file)
    {
        using var stream = File.Open(copy[file], FileMode.Append);
        stream.Write([0x52, 0x00]);
        return copy;
    }
}
