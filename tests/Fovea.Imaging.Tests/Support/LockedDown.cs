using System.Runtime.CompilerServices;

namespace Fovea.Imaging.Tests;

/// <summary>ImageMagick reads its policy once, when it is first used: in these tests that must not be a test's own drawing.</summary>
internal static class LockedDown
{
    [ModuleInitializer]
    internal static void Initialize() => MagickRuntime.Initialize();
}
