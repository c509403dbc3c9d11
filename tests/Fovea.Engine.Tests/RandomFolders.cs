using Fovea.Testing;

namespace Fovea.Engine.Tests;

/// <summary>Two folders of pictures that change at random, and what should be in them. Each content has a colour and a size of its own.</summary>
internal sealed class RandomFolders
{
    private readonly Random _random;
    private readonly string _parent;
    private int _names;

    public RandomFolders(string parent, int seed)
    {
        (_parent, _random) = (parent, new Random(seed));
        foreach (var root in Roots) Write(Path.Combine(root, "keep.png"), _random.Next(Contents));
    }

    public static int Contents => 40;

    public IReadOnlyList<string> Roots => [Path.Combine(_parent, "one"), Path.Combine(_parent, "two")];

    /// <summary>Content by absolute path, also of the files on a drive that is away.</summary>
    public Dictionary<string, int> Files { get; } = new(StringComparer.Ordinal);

    public bool IsSecondAway { get; private set; }

    public bool IsThere(string path) => !IsSecondAway || !path.StartsWith(Roots[1], StringComparison.Ordinal);

    /// <summary>The colour of a content, spread over the cube.</summary>
    public static (byte R, byte G, byte B) Colour(int content) =>
        ((byte)(15 + (content % 4 * 80)), (byte)(15 + (content / 4 % 4 * 80)), (byte)(15 + (content / 16 % 4 * 80)));

    /// <summary>Makes one random change and says which.</summary>
    public string Change()
    {
        var movable = Files.Keys.Where(path => IsThere(path) && !path.EndsWith("keep.png", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        var kind = movable.Count < 4 ? 0 : _random.Next(10);
        var a = movable.Count > 0 ? movable[_random.Next(movable.Count)] : string.Empty;
        var b = movable.Count > 0 ? movable[_random.Next(movable.Count)] : string.Empty;
        switch (kind)
        {
            case 0 or 1:
                var added = FreshPath();
                Write(added, _random.Next(Contents));
                return $"add {added}";
            case 2:
                Write(a, _random.Next(Contents));
                return $"change {a}";
            case 3:
                File.SetLastWriteTimeUtc(a, new DateTime(2001, 1, 1, 0, 0, 0, DateTimeKind.Utc).AddSeconds(++_names));
                return $"touch {a}";
            case 4:
                var to = _random.Next(2) == 0 ? FreshPath() : b;
                Move(a, to);
                return $"move {a} to {to}";
            case 5:
                var copy = _random.Next(2) == 0 ? FreshPath() : b;
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                if (copy != a) File.Copy(a, copy, overwrite: true);
                Files[copy] = Files[a];
                return $"copy {a} to {copy}";
            case 6:
                var middle = FreshPath();
                if (a == b) return "nothing";
                Move(a, middle);
                Move(b, a);
                Move(middle, b);
                return $"swap {a} and {b}";
            case 7:
                File.Delete(a);
                Files.Remove(a);
                return $"delete {a}";
            case 8:
                return MoveFolder(Path.GetDirectoryName(a)!);
            default:
                IsSecondAway = !IsSecondAway;
                var away = Path.Combine(_parent, "away");
                Directory.Move(IsSecondAway ? Roots[1] : away, IsSecondAway ? away : Roots[1]);
                return IsSecondAway ? "unplug" : "plug in";
        }
    }

    private string MoveFolder(string folder)
    {
        var to = Path.Combine(Roots[IsSecondAway ? 0 : _random.Next(2)], $"folder{++_names}");
        if (Roots.Contains(folder)) return "nothing";
        Directory.Move(folder, to);
        foreach (var path in Files.Keys.Where(path => Path.GetDirectoryName(path) == folder).ToList())
        {
            Files.Remove(path, out var content);
            Files[Path.Combine(to, Path.GetFileName(path))] = content;
        }

        return $"move folder {folder} to {to}";
    }

    private string FreshPath() =>
        Path.Combine(Roots[IsSecondAway ? 0 : _random.Next(2)], $"f{_random.Next(4)}", $"{++_names}.png");

    private void Move(string from, string to)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Move(from, to, overwrite: true);
        Files.Remove(from, out var content);
        Files[to] = content;
    }

    private void Write(string path, int content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var (r, g, b) = Colour(content);
        File.WriteAllBytes(path, TestPicture.Solid(r, g, b, note: new string('x', content + 1)));
        Files[path] = content;
    }
}
