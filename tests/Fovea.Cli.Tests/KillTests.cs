using System.Globalization;

namespace Fovea.Cli.Tests;

/// <summary>
/// The program killed at random moments of whatever it does, between changes to the files: afterwards every photo is absent or whole, and the
/// next run completes. <c>FOVEA_TEST_ROUNDS=200</c> does more of it.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int Photos = 80;

    private static readonly int Rounds = int.TryParse(Environment.GetEnvironmentVariable("FOVEA_TEST_ROUNDS"), CultureInfo.InvariantCulture, out var rounds) ? rounds : 12;

    private readonly FoveaProgram _program = new();
    private readonly Random _random = new(20261126);

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Anything_KilledAtRandomMoments_LeavesEveryPhotoAbsentOrWhole()
    {
        _program.DrawMany(Photos, "a");
        var other = CopyModel();
        string[][] commands = [["index", "."], ["index", ".", "--retry-failed"], ["index", "--forget", "."], ["index", ".", "--model", other], ["models", "use", "starter"]];
        for (var round = 0; round < Rounds; round++)
        {
            Change(round);
            var command = commands[_random.Next(commands.Length)];
            using (var running = _program.Start(command))
            {
                await Task.Delay(_random.Next(30, 1500), TestContext.Current.CancellationToken);
                running.Kill();
                await running.WaitAsync();
            }

            AssertWhole($"round {round}: {string.Join(' ', command)}");
        }

        (await _program.RunAsync("index", ".", "--prune")).Ends(0);
        var files = Directory.EnumerateFiles(_program.Folder, "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToList();
        var found = (await _program.RunAsync("search", "colour", "--paths", "-n", "1000")).Ends(0).Lines;
        Assert.Equal(files, found.Order(StringComparer.Ordinal));
        var status = (await _program.RunAsync("status", "--json")).Ends(0).Json;
        Assert.Equal((files.Count, files.Count), (status.GetProperty("indexed").GetInt32(), status.GetProperty("encodedWithModel").GetInt32()));
    }

    // Some photos are renamed, one is new, one has other content, one is gone.
    private void Change(int round)
    {
        var files = Directory.EnumerateFiles(_program.Folder, "*.png", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        _random.Shuffle(files);
        var folder = Directory.CreateDirectory(_program[((char)('a' + (round % 5))).ToString()]).FullName;
        for (var i = 0; i < 5; i++) File.Move(files[i], Path.Combine(folder, string.Create(CultureInfo.InvariantCulture, $"moved {round}-{i}.png")));
        _program.Draw(Path.Combine("new", string.Create(CultureInfo.InvariantCulture, $"{round}.png")), (byte)round, 20, 20);
        File.WriteAllBytes(files[6], TestPicture.Solid(20, (byte)round, 20, note: $"changed {round}"));
        File.Delete(files[7]);
    }

    private void AssertWhole(string after)
    {
        var file = Path.Combine(_program.Home, "catalog.db");
        if (!File.Exists(file)) return;
        using var catalog = Catalog.SqlitePhotoCatalog.Open(_program.Home, TimeProvider.System);
        var spaces = catalog.GetSpaces();
        var with = new HashSet<PhotoId>();
        foreach (var space in spaces)
        {
            catalog.ReadEmbeddings(space.Space, (id, vector) => Assert.True(with.Add(id) || vector.Length > 0), TestContext.Current.CancellationToken);
        }

        foreach (var root in catalog.GetRoots())
        {
            var known = catalog.GetKnownFiles(root.Id, spaces.Count > 0 ? spaces[0].Space : new EmbeddingSpace("none", "none", "none", 1));
            Assert.True(known.Where(photo => photo.Status == PhotoStatus.Indexed).All(photo => with.Contains(photo.Id) && photo.Hash is not null), after);
            Assert.True(known.All(photo => photo.Status == PhotoStatus.Indexed), $"{after}: a photo failed");
        }
    }

    // The starter in another folder, with a word at the end of its image tower that no program reads: another space.
    private string CopyModel()
    {
        var target = _program["..", "model"];
        var starter = RepositoryRoot.File("models", "starter");
        foreach (var file in Directory.EnumerateFiles(starter, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) == Clip.ModelManifest.FileName) continue;
            var copy = Path.Combine(target, Path.GetRelativePath(starter, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        using var tower = new FileStream(Path.Combine(target, "visual", "model.onnx"), FileMode.Append);
        tower.Write([0x32, 0x01, (byte)'x']); // field 6 of ModelProto, doc_string, of one letter; the last of several counts
        return target;
    }
}
