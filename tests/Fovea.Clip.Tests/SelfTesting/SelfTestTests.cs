namespace Fovea.Clip.Tests.SelfTesting;

public sealed class SelfTestTests : IDisposable
{
    private static readonly string Tiny = Path.Combine(Reference.TinyClip, "openclip");

    private readonly TempFolder _folder = new();
    private readonly List<string> _notices = [];

    private string LogFile => _folder["self-tests.json"];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Load_Starter_PassesAgainstItsMakersVectorsAndIsNotTestedAgain()
    {
        using (var model = Open(Reference.Starter)) _ = (model.Images, model.Texts);
        var noted = File.ReadAllText(LogFile);
        File.SetLastWriteTimeUtc(LogFile, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        using (var again = Open(Reference.Starter)) _ = (again.Images, again.Texts);

        Assert.Contains("\"vectors\":{}", noted, StringComparison.Ordinal);
        Assert.Equal(2020, File.GetLastWriteTimeUtc(LogFile).Year);
        Assert.Empty(_notices);
    }

    [Fact]
    public void Load_ModelWithoutVectorsOfItsOwn_RecordsThemOnce()
    {
        using (var model = Open(Tiny)) _ = (model.Images, model.Texts);
        var log = new SelfTestLog(LogFile);

        Assert.Matches("\"image-[0-9a-f]{32}-[0-9a-f]{8}\":\\[-?0\\.", File.ReadAllText(LogFile));
        Assert.Matches("\"text-[0-9a-f]{32}-[0-9a-f]{8}-[0-9a-f]{8}\":\\[-?0\\.", File.ReadAllText(LogFile));
        Assert.False(log.HasPassed("something else"));
    }

    [Theory]
    [InlineData("image")]
    [InlineData("text")]
    public void Load_TowerThatGivesOtherVectorsThanRecorded_IsRefusedByName(string tower)
    {
        using var copy = new ModelCopy("openclip");
        using (var model = Open(copy.Path)) _ = (model.Images, model.Texts);
        Spoil(forgetPassed: true);

        using var again = Open(copy.Path);
        var error = Assert.Throws<ModelException>(() => tower == "image" ? (object)again.Images : again.Texts);

        Assert.Matches($@"^The {tower} tower of \S+ gives wrong vectors on this machine: cosine similarity -1 to those that were recorded, expected above 0\.999\. Nothing was searched or stored with them\.", error.Message);
    }

    [Fact]
    public void Load_MakersVectorsOfAnotherModel_AreNoticed()
    {
        using var copy = new ModelCopy("openclip");
        File.WriteAllText(copy["reference.json"], $$"""{ "images": [ { "k": 0, "embedding": [{{string.Join(',', Enumerable.Range(0, 32).Select(i => i % 3))}}] } ] }""");

        using var model = Open(copy.Path);

        Assert.Contains("gives wrong vectors on this machine", Assert.Throws<ModelException>(() => model.Images).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("""{ "images": 7, "texts": [ { "ids": "x" } ] }""")]
    [InlineData("""{ "images": [ { "embedding": [1, 2] } ], "texts": [ { "ids": [1, 2, 3], "embedding": [1] } ] }""")]
    public void Load_FileOfThatNameThatSaysSomethingElse_IsPassedOver(string json)
    {
        using var copy = new ModelCopy("openclip");
        File.WriteAllText(copy["reference.json"], json);

        using var model = Open(copy.Path);

        Assert.Equal(32, model.Images.Dimensions);
        Assert.Equal(32, model.Texts.Dimensions);
    }

    [Fact]
    public void Load_OptimisedTowerThatGivesGarbage_LeavesThePublishedOneAndSaysSo()
    {
        using var copy = ModelOptimizerTests.Optimized();
        using (var model = Open(copy.Path)) _ = (model.Images, model.Texts);
        Spoil(forgetPassed: true);
        File.WriteAllText(copy["reference.json"], FirstPicture());

        using var again = Open(copy.Path);

        Assert.Equal(32, again.Images.Dimensions);
        Assert.Matches(@"^The optimised image tower of \S+ gives wrong vectors on this machine \(cosine similarity -[\d.]+\): the published one is used\. Run 'fovea models optimize' again", Assert.Single(_notices));
    }

    [Fact]
    public void Images_DeviceThatReturnsGarbage_IsFoundOut()
    {
        var folder = ModelFolder.Read(Tiny);
        var log = new SelfTestLog(LogFile);
        var other = folder.Preprocessing with { Mean = [7, -3, 2], StandardDeviation = [0.1f, 2, 0.5f] };

        // What the driver does to the picture is played by another normalisation.
        var (encoder, cosine) = new TowerSelfTest(folder, log, new EncoderOptions { Device = ComputeDevice.Cuda, Lanes = 1 }).Images(new string('a', 64), null, Load);
        var (right, none) = new TowerSelfTest(folder, log, new EncoderOptions { Lanes = 1 }).Images(new string('a', 64), null, Load);

        Assert.Null(encoder);
        Assert.InRange(cosine!.Value, -1, 0.99);
        Assert.Null(none);
        right!.Dispose();

        ImageEncoder Load(EncoderOptions options) => new(
            folder.ImageGraph, null, options.Device == ComputeDevice.Cuda ? other : folder.Preprocessing, folder.Dimensions, new EncoderOptions { Lanes = 1, IsReference = options.IsReference });
    }

    [Theory]
    [InlineData(ComputeDevice.Cuda)]
    [InlineData(ComputeDevice.DirectMl)]
    [InlineData(ComputeDevice.OpenVino)]
    public void Load_DeviceThatIsNotThere_TakesTheProcessorAndSaysSo(ComputeDevice device)
    {
        using var model = ClipModel.Open(Reference.Starter, new ClipModelOptions { Encoder = new EncoderOptions { Device = device }, Notice = _notices.Add });

        Assert.Equal(256, model.Images.Dimensions);
        Assert.Equal($"{device} cannot be used: this program's ONNX Runtime was built without it (docs/guide/devices.md). The processor is used.", Assert.Single(_notices));
    }

    [Fact]
    public void Log_Damaged_OnlyCostsTime()
    {
        foreach (var text in new[] { "", "{", "[]", """{"version":1,"passed":3,"vectors":[]}""", """{"version":9}""" })
        {
            File.WriteAllText(LogFile, text);
            using var model = Open(Reference.Starter);
            Assert.Equal(256, model.Images.Dimensions);
        }
    }

    private ClipModel Open(string folder) => ClipModel.Open(folder, new ClipModelOptions { SelfTests = new SelfTestLog(LogFile), Notice = _notices.Add });

    // Turns every recorded vector round.
    private void Spoil(bool forgetPassed)
    {
        var text = File.ReadAllText(LogFile);
        var turned = System.Text.RegularExpressions.Regex.Replace(text, @"(?<=[\[,])-?\d[\d.E+-]*(?=[\],])", number => number.Value.StartsWith('-') ? number.Value[1..] : "-" + number.Value);
        if (forgetPassed) turned = System.Text.RegularExpressions.Regex.Replace(turned, "\"passed\":\\[[^]]*\\]", "\"passed\":[]");
        File.WriteAllText(LogFile, turned);
    }

    // What the published tower gives for the formula's picture.
    private static string FirstPicture()
    {
        using var model = ClipModel.Open(Tiny);
        var vector = new float[model.Images.Dimensions];
        model.Images.EncodeTensors(Reference.Tensor(0, model.Preprocessing.Width), 1, vector, TestContext.Current.CancellationToken);
        return $$"""{ "images": [ { "embedding": [{{string.Join(',', vector.Select(number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}}] } ] }""";
    }
}
