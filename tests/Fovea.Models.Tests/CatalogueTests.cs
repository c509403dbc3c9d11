using System.Text;

namespace Fovea.Models.Tests;

/// <summary>A catalogue that cannot be right is refused as a whole, before anything is fetched.</summary>
public sealed class CatalogueTests : IDisposable
{
    private const string File = """{ "path": "config.json" }""";
    private const string Model = """
        { "name": "NAME", "title": "t", "about": "a", "licence": { "id": "MIT", "url": "https://example.org", "isFree": true }, "languages": "English", "pictureSide": 8, "dimensions": 8,
          "quality": { "source": "none" }, "repository": "a/b", "files": [ FILES ] }
        """;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("""[ null ]""")]
    [InlineData("""[ ONE, ONE ]""")]
    public void Read_ModelsThatCannotBe_IsRefused(string models) => Refused(models.Replace("ONE", One(File), StringComparison.Ordinal));

    [Theory]
    [InlineData("""null""")]
    [InlineData("""{ "path": "../x" }""")]
    [InlineData("""{ "path": "/x" }""")]
    [InlineData("""{ "path": "manifest.json" }""")]
    [InlineData("""{ "path": "optimized/x.onnx" }""")]
    [InlineData("""{ "path": "a" }, { "path": "a/b" }""")]
    [InlineData("""{ "path": "a" }, { "path": "A" }""")]
    [InlineData("""{ "path": "a", "size": -1 }""")]
    [InlineData("""{ "path": "a", "size": 9000000000000000000 }, { "path": "b", "size": 9000000000000000000 }""")]
    [InlineData("""{ "path": "a", "sha256": "abc" }""")]
    public void Read_FilesThatCannotBe_IsRefused(string files) => Refused($"[ {One(files)} ]");

    [Theory]
    [InlineData("starter")]
    [InlineData("first-use.json")]
    [InlineData("nul")]
    [InlineData("../x")]
    public void Read_NameThatIsNone_IsRefused(string name) => Refused($"[ {One(File, name)} ]");

    [Fact]
    public void Read_WithAByteOrderMark_IsRead() => Assert.Equal("small", Read("\uFEFF" + Whole($"[ {One(File)} ]")).Models[0].Name);

    private void Refused(string models) =>
        Assert.Contains("is no catalogue of models that can be used", Assert.Throws<ModelException>(() => Read(Whole(models))).Message, StringComparison.Ordinal);

    private ModelCatalogue Read(string json) => ModelCatalogue.Read(_folder.Write("catalogue.json", Encoding.UTF8.GetBytes(json)));

    private static string One(string files, string name = "small") => Model.Replace("NAME", name, StringComparison.Ordinal).Replace("FILES", files, StringComparison.Ordinal);

    private static string Whole(string models) => $$"""{ "format": "fovea-model-catalogue", "version": 1, "host": "https://example.org", "models": {{models}} }""";
}
