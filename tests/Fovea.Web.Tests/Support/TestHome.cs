using System.Runtime.CompilerServices;

namespace Fovea.Web.Tests.Support;

/// <summary>The home folder of the whole test program, with a trash of its own: nothing of the person who runs the tests is touched.</summary>
internal static class TestHome
{
    public static string Path { get; } = Directory.CreateTempSubdirectory("fovea-test-home-").FullName;

    public static string Trash { get; } = System.IO.Path.Combine(Path, "data", "Trash");

    [ModuleInitializer]
    internal static void Use()
    {
        Environment.SetEnvironmentVariable("HOME", Path);
        Environment.SetEnvironmentVariable("USERPROFILE", Path);
        Environment.SetEnvironmentVariable("XDG_DATA_HOME", System.IO.Path.Combine(Path, "data"));
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(Path, recursive: true);
    }
}
