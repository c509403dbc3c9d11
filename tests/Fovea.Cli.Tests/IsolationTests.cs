using System.Diagnostics;
using System.Globalization;

namespace Fovea.Cli.Tests;

/// <summary>The program and the processes that decode for it.</summary>
public sealed class IsolationTests : IDisposable
{
    private const int Photos = 600;
    private const string Codecs = "Magick.Native";

    private readonly FoveaProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task Index_Running_LoadsCodecsInItsDecodersOnly()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        _program.DrawMany(Photos);
        using var running = _program.Start("index", ".");
        await running.UntilAsync(() => Decoders(running.Id).Any(decoder => MapsOf(decoder).Contains(Codecs, StringComparison.Ordinal)), "a decoder has loaded its codecs");

        Assert.DoesNotContain(Codecs, MapsOf(running.Id), StringComparison.Ordinal);
        (await running.WaitAsync()).Ends(0);
    }

    [Fact]
    public async Task Index_DecodersKilled_LosesNoPhoto()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        _program.DrawMany(Photos);
        using var running = _program.Start("index", ".");
        for (var i = 0; i < 3; i++)
        {
            await running.UntilAsync(() => Decoders(running.Id).Count > 0, "a decoder runs");
            foreach (var decoder in Decoders(running.Id)) Kill(decoder);
            await Task.Delay(150, TestContext.Current.CancellationToken);
        }

        var result = (await running.WaitAsync()).Ends(0);

        Assert.Contains($"{Photos} new", result.Error, StringComparison.Ordinal);
        Assert.Contains(" 0 failed", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Index_KilledItself_LeavesNoDecoderBehind()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        _program.DrawMany(Photos);
        using var running = _program.Start("index", ".");
        await running.UntilAsync(() => Decoders(running.Id).Count > 0, "a decoder runs");
        var decoders = Decoders(running.Id);

        running.Kill();
        await running.WaitAsync();

        for (var i = 0; i < 100 && decoders.Exists(IsDecoder); i++) await Task.Delay(100, TestContext.Current.CancellationToken);
        Assert.DoesNotContain(decoders, IsDecoder);
    }

    private static List<int> Decoders(int parent)
    {
        var found = new List<int>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), NumberStyles.None, CultureInfo.InvariantCulture, out var id)
                && Read(id, "status").Contains($"PPid:\t{parent.ToString(CultureInfo.InvariantCulture)}\n", StringComparison.Ordinal)
                && IsDecoder(id))
            {
                found.Add(id);
            }
        }

        return found;
    }

    private static bool IsDecoder(int id) => Read(id, "cmdline").Contains("--fovea-decoder-process", StringComparison.Ordinal);

    private static string MapsOf(int id) => Read(id, "maps");

    private static string Read(int id, string file)
    {
        try
        {
            return File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/{file}");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return string.Empty; // it has ended
        }
    }

    private static void Kill(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            process.Kill();
        }
        catch (ArgumentException)
        {
            // It has ended.
        }
    }
}
