using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Fovea.Clip;
using Fovea.Engine;
using Fovea.Engine.Indexing;
using Fovea.Engine.Searching;
using Fovea.Hosting;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Cli.Tests;

/// <summary>The code of docs/guide/dotnet.md, word for word, so that it compiles and runs.</summary>
public sealed partial class DotnetGuideTests
{
    [Fact]
    public async Task Libraries_UsedAsTheGuideSays_FindPhotos()
    {
        using var folder = new TempFolder();
        using var output = new StringWriter();
        var (home, photos) = (folder["home"], folder["photos"]);
        var cancellationToken = TestContext.Current.CancellationToken;
        var photo = folder.Write(Path.Combine("photos", "red.png"), TestPicture.Solid(220, 20, 20));
        folder.Write(Path.Combine("photos", "blue.png"), TestPicture.Solid(20, 20, 220));

        using var services = new ServiceCollection()
            .AddFovea(new FoveaOptions { Home = home })
            .BuildServiceProvider();

        var target = services.GetRequiredService<Library>().Add(photos);
        var report = await services.GetRequiredService<Indexer>().RunAsync(new IndexRequest { Targets = [target] }, progress: null, cancellationToken);

        var page = services.GetRequiredService<Searcher>().Search(new SearchRequest { Text = "something red", Limit = 10 }, cancellationToken);
        foreach (var result in page.Results) output.WriteLine($"{result.Score:0.000}  {result.Photo.Path}");

        var similar = services.GetRequiredService<Searcher>().FindSimilar(new SimilarRequest { Path = photo, Limit = 5 }, cancellationToken);

        Assert.Empty(report.Failures);
        Assert.Equal(2, page.Results.Count);
        Assert.Contains(photo, output.ToString(), StringComparison.Ordinal);
        Assert.Single(similar.Results);
    }

    [Fact]
    public async Task Embeddings_UsedAsTheGuideSays_Compare()
    {
        var modelFolder = RepositoryRoot.File("models", "starter");
        var cancellationToken = TestContext.Current.CancellationToken;

        using var model = ClipModel.Open(modelFolder);
        using var texts = new TextEmbeddingGenerator(model);
        var vectors = await texts.GenerateAsync(["a dog on the beach", "a city at night"], cancellationToken: cancellationToken);
        var similarity = vectors[0].Vector.Span.ToArray().Zip(vectors[1].Vector.Span.ToArray(), (a, b) => a * b).Sum();

        Assert.InRange(similarity, -1, 0.99f);
    }

    [Fact]
    public void EveryBlockOfTheGuide_IsInThisFile()
    {
        var here = Lines(File.ReadAllText(ThisFile()));
        var guide = File.ReadAllText(RepositoryRoot.File("docs", "guide", "dotnet.md")).ReplaceLineEndings("\n");

        Assert.All(Block().Matches(guide).Select(match => match.Groups["code"].Value), block => Assert.Contains(Lines(block), here, StringComparison.Ordinal));
    }

    private static string Lines(string text) => string.Join('\n', text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0));

    private static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"^```csharp\n(?<code>.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();
}
