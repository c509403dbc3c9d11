using System.Diagnostics;

namespace Fovea.Testing;

/// <summary>A fresh folder that is deleted with everything in it.</summary>
public sealed class TempFolder : IDisposable
{
    public TempFolder() => Path = Directory.CreateTempSubdirectory("fovea-test-").FullName;

    /// <summary>Creates it below a given folder: on another file system, for example.</summary>
    public TempFolder(string parent) => Path = Directory.CreateDirectory(System.IO.Path.Combine(parent, $"fovea-test-{Guid.NewGuid():N}")).FullName;

    public string Path { get; }

    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    /// <summary>Writes a file, with its folders, and returns its path.</summary>
    public string Write(string relativePath, ReadOnlySpan<byte> bytes)
    {
        var path = this[relativePath];
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, bytes);
        return path;
    }

    public void Dispose()
    {
        if (OperatingSystem.IsWindows())
        {
            if (Directory.Exists(Path)) Directory.Delete(Path, recursive: true);
            return;
        }

        // .NET cannot delete names that are not text, and a test may have taken rights away.
        using var remove = Process.Start("/bin/sh", ["-c", "chmod -R u+rwX \"$0\" 2>/dev/null; rm -rf \"$0\"", Path]);
        remove.WaitForExit();
    }
}
