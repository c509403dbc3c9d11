namespace Fovea.Clip.Tests;

/// <summary>The model as a whole: its space, what loads when, what it is called.</summary>
public sealed class ClipModelTests
{
    [Fact]
    public void Space_Layouts_DifferByWeightsAndAreStable()
    {
        using var hf = ClipModel.Open(Path.Combine(Reference.TinyClip, "hf"));
        using var again = ClipModel.Open(Path.Combine(Reference.TinyClip, "hf"));
        using var openclip = ClipModel.Open(Path.Combine(Reference.TinyClip, "openclip"));

        Assert.Equal(hf.Space, again.Space);
        Assert.NotEqual(hf.Space.Id, openclip.Space.Id);
        Assert.Equal(32, hf.Space.Dimensions);
        Assert.Equal(hf.Preprocessing.Canonical, hf.Space.Preprocessing);
    }

    [Fact]
    public void Open_Starter_KnowsItself()
    {
        using var model = ClipModel.Open(Reference.Starter);
        Assert.Equal("starter", model.Name);
        Assert.True(model.IsStarter);
        Assert.NotNull(model.Description);
        Assert.Equal(256, model.Space.Dimensions);
        Assert.Equal(new PreprocessSpec { Width = 128, Height = 128 }, model.Preprocessing);
    }

    // The wire walk cannot see that the operator is wrong; only loading the image tower does.
    [Fact]
    public void Texts_ImageTowerThatCannotLoad_AreNotDisturbed()
    {
        using var copy = new ModelCopy();
        var path = copy["onnx", "vision_model.onnx"];
        var bytes = File.ReadAllBytes(path);
        "Softmix"u8.CopyTo(bytes.AsSpan(bytes.AsSpan().IndexOf("Softmax"u8)));
        File.WriteAllBytes(path, bytes);

        using var model = ClipModel.Open(copy.Path);

        Assert.Equal(32, model.Texts.Encode("a cat", TestContext.Current.CancellationToken).Vector.Length);
        Assert.Equal(path, Assert.Throws<ModelException>(() => model.Images).Path);
    }

    [Fact]
    public void Images_TowerChangedAfterOpening_IsRefused()
    {
        using var copy = new ModelCopy();
        using var model = ClipModel.Open(copy.Path);
        File.SetLastWriteTimeUtc(copy["onnx", "vision_model.onnx"], new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        Assert.Equal(
            $"{copy["onnx", "vision_model.onnx"]} changed after it was checked. Open the model again when nothing writes to its folder.",
            Assert.Throws<ModelException>(() => model.Images).Message);
    }

    [Fact]
    public void Texts_Disposed_Throws()
    {
        var model = ClipModel.Open(Path.Combine(Reference.TinyClip, "hf"));
        Assert.Same(model.Texts, model.Texts);
        model.Dispose();
        model.Dispose();
        Assert.Throws<ObjectDisposedException>(() => model.Texts);
    }

    [Fact]
    public void Name_Configuration_IsTheRepositorysLastPart()
    {
        using var copy = new ModelCopy().Edit("config.json", "\"model_type\"", "\"_name_or_path\": \"openai/clip-tiny\", \"model_type\"");
        using var model = ClipModel.Open(copy.Path);
        Assert.Equal("clip-tiny", model.Name);
    }
}
