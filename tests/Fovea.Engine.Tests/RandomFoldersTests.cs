using Fovea.Engine.Indexing;
using Fovea.Testing;

namespace Fovea.Engine.Tests;

/// <summary>Whatever happens to folders between two runs: afterwards the catalog holds what they hold, and nobody else's vector.</summary>
public sealed class RandomFoldersTests : IDisposable
{
    private readonly FakeDualEncoder _other = new("other");
    private readonly TestLibrary _library = new();

    public void Dispose()
    {
        _library.Dispose();
        _other.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task Index_AfterAnyChanges_CatalogIsWhatTheFoldersHold(int seed)
    {
        var folders = new RandomFolders(_library.Photos, seed);
        var targets = folders.Roots.Select(_library.Library.Add).ToList();
        var random = new Random(seed);
        var log = new List<string>();
        await RunAsync(_library.Encoder, targets);
        for (var run = 0; run < 15; run++)
        {
            var before = Files(targets, _library.Encoder);
            var beforeOther = Files(targets, _other);
            for (var i = random.Next(1, 6); i > 0; i--) log.Add(folders.Change());
            var model = random.Next(4) == 0 ? _other : _library.Encoder;
            log.Add($"-- index with {(model == _other ? "the other model" : "the model")}");
            await RunAsync(model, targets);

            Check(folders, targets, model, log);
            CheckIds(before, Files(targets, _library.Encoder), log);
            CheckKept(before, Files(targets, _library.Encoder), log);
            CheckKept(beforeOther, Files(targets, _other), log);
        }
    }

    private Task<IndexReport> RunAsync(FakeDualEncoder model, IReadOnlyList<IndexTarget> targets) =>
        _library.CreateIndexer(model: model).RunAsync(new IndexRequest { Targets = targets, Prune = true }, null, TestContext.Current.CancellationToken);

    private void Check(RandomFolders folders, IReadOnlyList<IndexTarget> targets, FakeDualEncoder model, List<string> log)
    {
        var known = targets.SelectMany(target => _library.Catalog.GetKnownFiles(target.Root.Id, model.Space).Select(file => (Path: Path.Combine(target.Root.Path, file.Path), File: file))).ToList();
        var story = string.Join('\n', log);
        var there = known.Where(file => folders.IsThere(file.Path)).ToList();
        Assert.True(
            folders.Files.Keys.Where(folders.IsThere).Order(StringComparer.Ordinal).SequenceEqual(there.Select(file => file.Path).Order(StringComparer.Ordinal)), story);
        Assert.All(there, file => Assert.True(file.File is { Status: PhotoStatus.Indexed, HasEmbedding: true, IsMissing: false }, $"{file}\n{story}"));
        foreach (var (path, file) in there)
        {
            foreach (var space in new[] { _library.Encoder.Space, _other.Space })
            {
                if (_library.Catalog.FindEmbedding(file.Id, space) is not { } vector) continue;
                var content = folders.Files[path];
                Assert.True(Enumerable.Range(0, RandomFolders.Contents).MaxBy(other => Similarity(vector, other)) == content, $"{path} has another photo's vector\n{story}");
            }
        }
    }

    // A photo that was the only one with its content, and still is, but at a free path and no longer at its old one: it was moved.
    private static void CheckIds(Dictionary<string, KnownFile> before, Dictionary<string, KnownFile> after, List<string> log)
    {
        foreach (var (from, photo) in Single(before))
        {
            var to = Single(after).FirstOrDefault(now => now.Value.Hash == photo.Hash).Key;
            if (to is null || before.ContainsKey(to) || after.ContainsKey(from)) continue;
            Assert.True(photo.Id == after[to].Id, $"{from} moved to {to} and got another id\n{string.Join('\n', log)}");
        }
    }

    // A vector, of whichever model, leaves with its content only.
    private static void CheckKept(Dictionary<string, KnownFile> before, Dictionary<string, KnownFile> after, List<string> log)
    {
        foreach (var (path, photo) in before.Where(file => file.Value.HasEmbedding))
        {
            if (!after.TryGetValue(path, out var now) || now.Id != photo.Id || now.Hash != photo.Hash) continue;
            Assert.True(now.HasEmbedding, $"{path} lost a vector\n{string.Join('\n', log)}");
        }
    }

    private static IEnumerable<KeyValuePair<string, KnownFile>> Single(Dictionary<string, KnownFile> files) =>
        files.GroupBy(file => file.Value.Hash).Where(group => group.Count() == 1).Select(group => group.Single());

    private Dictionary<string, KnownFile> Files(IReadOnlyList<IndexTarget> targets, FakeDualEncoder model) => targets
        .SelectMany(target => _library.Catalog.GetKnownFiles(target.Root.Id, model.Space).Select(file => (Path: Path.Combine(target.Root.Path, file.Path), File: file)))
        .ToDictionary(file => file.Path, file => file.File, StringComparer.Ordinal);

    private static double Similarity(Half[] vector, int content)
    {
        var (r, g, b) = RandomFolders.Colour(content);
        double[] colour = [r / 255d, g / 255d, b / 255d, 0.1];
        return vector.Zip(colour, (x, y) => (double)x * y).Sum() / Math.Sqrt(colour.Sum(value => value * value));
    }
}
