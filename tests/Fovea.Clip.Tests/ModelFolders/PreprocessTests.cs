namespace Fovea.Clip.Tests;

/// <summary>Preprocessing contracts in OpenCLIP's and Hugging Face's words.</summary>
public sealed class PreprocessTests
{
    private static readonly PreprocessSpec Clip = new() { Width = 224, Height = 224 };

    [Fact]
    public void OpenClip_Everything_IsRead()
    {
        var spec = OpenClip("""{"size": [240, 320], "mean": [0.5, 0.4, 0.3], "std": [0.1, 0.2, 0.3], "interpolation": "bilinear", "resize_mode": "longest", "fill_color": 127}""");
        Assert.Equal(
            new PreprocessSpec
            {
                Height = 240,
                Width = 320,
                Mean = [0.5f, 0.4f, 0.3f],
                StandardDeviation = [0.1f, 0.2f, 0.3f],
                Interpolation = Interpolation.Bilinear,
                Mode = ResizeMode.LongestSide,
                Fill = 127,
            },
            spec);
    }

    [Theory]
    [InlineData("""{"size": 224}""")]
    [InlineData("""{"size": [224, 224], "interpolation": "bicubic", "resize_mode": "shortest", "fill_color": 0}""")]
    [InlineData("""{"size": [3, 224, 224], "interpolation": null, "resize_mode": null}""")]
    [InlineData("""{"interpolation": "random"}""")]
    public void OpenClip_WhatIsLeftOut_IsClips(string json) => Assert.Equal(Clip, OpenClip(json));

    [Fact]
    public void OpenClip_Squash_IsRead() => Assert.Equal(Clip with { Mode = ResizeMode.Squash }, OpenClip("""{"size": 224, "resize_mode": "squash"}"""));

    [Theory]
    [InlineData("""{"size": "big"}""", "\"size\" is neither a number nor [height, width].")]
    [InlineData("""{"resize_mode": "odd"}""", "\"resize_mode\" is \"odd\"; known are shortest, squash and longest.")]
    [InlineData("""{"interpolation": "magic"}""", "\"interpolation\" is \"magic\"; known are bicubic, bilinear, lanczos and nearest.")]
    [InlineData("""{"fill_color": 256}""", "\"fill_color\" is not a number from 0 to 255.")]
    [InlineData("""{"mean": [1, 2]}""", "\"mean\" is not a list of three numbers.")]
    [InlineData("""{"std": [0, 1, 1]}""", "mean or standard deviation is zero or no number.")]
    [InlineData("""{"size": 1000000}""", "the picture size is not between 1 and 4096.")]
    public void OpenClip_WhatMakesNoSense_IsRefused(string json, string why) =>
        Assert.Equal($"f.json cannot be used: {why} Fetch the model again.", Assert.Throws<ModelException>(() => OpenClip(json)).Message);

    [Theory]
    [InlineData("""{"size": {"shortest_edge": 224}, "crop_size": {"height": 224, "width": 224}, "do_center_crop": true, "resample": 3}""")]
    [InlineData("""{"size": 224, "crop_size": 224, "feature_extractor_type": "CLIPFeatureExtractor"}""")]
    [InlineData("""{"size": {"shortest_edge": 224}}""")]
    [InlineData("{}")]
    public void HuggingFace_ClipInItsVariants_IsClip(string json) => Assert.Equal(Clip, HuggingFace(json));

    [Fact]
    public void HuggingFace_HeightAndWidth_IsSquashed() => Assert.Equal(
        Clip with { Mode = ResizeMode.Squash, Interpolation = Interpolation.Bilinear, Mean = [0.5f, 0.5f, 0.5f], StandardDeviation = [0.5f, 0.5f, 0.5f] },
        HuggingFace("""{"size": {"height": 224, "width": 224}, "resample": 2, "image_mean": [0.5, 0.5, 0.5], "image_std": 0.5, "image_processor_type": "SiglipImageProcessor"}"""));

    [Fact]
    public void HuggingFace_ResizeLargerThanCrop_KeepsBoth() =>
        Assert.Equal(Clip with { ResizeTo = 256, Interpolation = Interpolation.Lanczos }, HuggingFace("""{"size": 256, "crop_size": 224, "resample": 1}"""));

    [Fact]
    public void HuggingFace_NoNormalisation_IsIdentity() =>
        Assert.Equal(Clip with { Mean = [0, 0, 0], StandardDeviation = [1, 1, 1] }, HuggingFace("""{"size": 224, "do_normalize": false, "image_mean": [9, 9, 9]}"""));

    // (v · f − mean) / std with f = 1/127.5 over 0–255 is (v/255 − mean/2) / (std/2).
    [Fact]
    public void HuggingFace_OtherRescaleFactor_IsFoldedIntoMeanAndDeviation()
    {
        var spec = HuggingFace("""{"size": 224, "rescale_factor": 0.00784313725490196, "image_mean": [1, 1, 1], "image_std": [1, 1, 1]}""");
        Assert.All(spec.Mean, v => Assert.Equal(0.5f, v, 1e-6f));
        Assert.All(spec.StandardDeviation, v => Assert.Equal(0.5f, v, 1e-6f));
    }

    [Theory]
    [InlineData("""{"size": 224, "do_center_crop": false}""", "so pictures would have many shapes")]
    [InlineData("""{"size": {"height": 256, "width": 256}, "crop_size": 224, "do_center_crop": true}""", "squashes to one size")]
    [InlineData("""{"size": {"longest_edge": 224}}""", "is neither a number nor {shortest_edge} nor {height, width}")]
    [InlineData("""{"resample": 5}""", "\"resample\" is not one of")]
    [InlineData("""{"rescale_factor": 0}""", "\"rescale_factor\" is not a positive number")]
    public void HuggingFace_WhatMakesNoSense_IsRefused(string json, string why) =>
        Assert.Contains(why, Assert.Throws<ModelException>(() => HuggingFace(json)).Message, StringComparison.Ordinal);

    private static PreprocessSpec OpenClip(string json) => OpenClipPreprocess.Read("f.json", JsonFiles.Parse("f.json", System.Text.Encoding.UTF8.GetBytes(json)), (224, 224));

    private static PreprocessSpec HuggingFace(string json) => HuggingFacePreprocess.Read("f.json", JsonFiles.Parse("f.json", System.Text.Encoding.UTF8.GetBytes(json)), (224, 224));
}
