using Fovea.Clip;

namespace Fovea.Models.Tests;

/// <summary>Copies of the starter, whole and damaged.</summary>
internal static class ModelCopies
{
    public static string Starter => RepositoryRoot.File("models", "starter");

    /// <summary>Copies the starter without its manifest, so that the folder names the model and nothing vouches for its bytes.</summary>
    public static string Copy(string target)
    {
        foreach (var file in Directory.EnumerateFiles(Starter, "*", SearchOption.AllDirectories))
        {
            if (Path.GetFileName(file) == ModelManifest.FileName) continue;
            var copy = Path.Combine(target, Path.GetRelativePath(Starter, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        return target;
    }

    /// <summary>Turns one bit of a file over.</summary>
    public static void FlipBit(string file, long position)
    {
        using var stream = File.Open(file, FileMode.Open);
        stream.Position = position;
        var value = stream.ReadByte();
        stream.Position = position;
        stream.WriteByte((byte)(value ^ 1));
    }
}
