using System.Globalization;

namespace Fovea.Page.Tests.Support;

/// <summary>Many photos out of few: a JPEG ends where it ends, so bytes behind it make another file of the same picture.</summary>
internal static class Copies
{
    public static void Write(string from, string to, int times)
    {
        foreach (var path in Directory.GetFiles(from, "*.jpg", SearchOption.AllDirectories))
        {
            var bytes = File.ReadAllBytes(path);
            for (var i = 0; i < times; i++)
            {
                var folder = Directory.CreateDirectory(Path.Combine(to, i.ToString(CultureInfo.InvariantCulture)));
                File.WriteAllBytes(Path.Combine(folder.FullName, Path.GetFileName(Path.GetDirectoryName(path)!) + Path.GetFileName(path)), [.. bytes, (byte)i, (byte)(i >> 8)]);
            }
        }
    }
}
