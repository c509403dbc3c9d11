using System.Diagnostics;

namespace Fovea.Imaging.Tests.Isolation;

/// <summary>Whatever a codec does to its process costs the one file.</summary>
public class FaultTests
{
    [Theory]
    [InlineData("abort", "signal 6")]
    [InlineData("segfault", "signal 11")]
    [InlineData("exit", "exit code 7")]
    [InlineData("overflow", "signal 6")]
    [InlineData("throw", "signal 6")]
    [InlineData("half", "exit code 0")]
    public void Decode_DecoderDies_FileFailsAndTheNextOneDecodes(string fault, string end)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "signals are POSIX's");
        using var decoder = IsolatedDecoder.Start();
        decoder.DecodesWell();

        var failure = decoder.Failure(fault + ".jpg");

        Assert.Equal(PhotoFailureKind.Crashed, failure.Kind);
        Assert.Equal($"the JPEG picture crashed the decoder twice ({end})", failure.Reason);
        decoder.DecodesWell();
    }

    [Fact]
    public void Decode_DecoderSpeaksNonsense_FileFailsAndTheNextOneDecodes()
    {
        using var decoder = IsolatedDecoder.Start();

        Assert.Equal(PhotoFailureKind.Crashed, decoder.Failure("garbage.jpg").Kind);
        decoder.DecodesWell();
    }

    [Theory]
    [InlineData("hang")]
    [InlineData("spin")]
    public void Decode_DecoderHangs_IsEndedInTime(string fault)
    {
        using var decoder = IsolatedDecoder.Start(TimeSpan.FromSeconds(2));
        decoder.DecodesWell();

        var failure = decoder.Failure(fault + ".jpg");

        Assert.Equal(PhotoFailureKind.TimedOut, failure.Kind);
        Assert.Equal("the JPEG picture took longer than 2 seconds to decode", failure.Reason);
        decoder.DecodesWell();
    }

    [Theory]
    [InlineData("allocate")]
    [InlineData("allocate-managed")]
    public void Decode_DecoderTakesAllMemory_IsStoppedAtItsLimit(string fault)
    {
        using var decoder = IsolatedDecoder.Start(megabytes: 300);
        decoder.DecodesWell();

        var failure = decoder.Failure(fault + ".jpg");

        Assert.Contains(failure.Kind, new[] { PhotoFailureKind.TooLarge, PhotoFailureKind.Crashed });
        decoder.DecodesWell();
    }

    [Fact]
    public void Decode_OnceKilledForNoFaultOfTheFile_IsTriedAgain()
    {
        using var decoder = IsolatedDecoder.Start();
        decoder.DecodesWell();

        using var tile = Assert.IsType<PhotoOutcome.Decoded>(decoder.Decode("abort-if-used.jpg", Pictures.Jpeg(64, 48))).Tile;
    }

    [Theory]
    [InlineData("network")]
    [InlineData("start-program")]
    [InlineData("write-file")]
    [InlineData("make-folder")]
    public void Decode_DecoderReachesOut_IsRefused(string fault)
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "the filter of system calls is Linux's");
        Assert.SkipUnless(FileJail.IsOffered || fault is "network" or "start-program", "this kernel has no Landlock");
        using var decoder = IsolatedDecoder.Start();

        var said = Assert.IsType<PhotoOutcome.NotAPhoto>(decoder.Decode(fault + ".jpg", Pictures.Jpeg(64, 48))).What;

        Assert.StartsWith("refused: ", said, StringComparison.Ordinal);
        decoder.DecodesWell();
    }

    [Fact]
    public async Task Decode_Cancelled_ThrowsSoonAndLeavesNoProcess()
    {
        using var decoder = IsolatedDecoder.Start();
        decoder.DecodesWell();
        using var cancel = new CancellationTokenSource();
        var started = Stopwatch.GetTimestamp();
        var hanging = Task.Run(() => decoder.Decode(new PhotoSource("hang.jpg", Pictures.Jpeg(64, 48)), Tests.Decode.Clip, null, cancel.Token), TestContext.Current.CancellationToken);
        await Task.Delay(300, TestContext.Current.CancellationToken);

        await cancel.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
        Assert.True(Stopwatch.GetElapsedTime(started) < TimeSpan.FromSeconds(15));
        decoder.DecodesWell();
    }

    [Fact]
    public void Decode_ProgramThatIsNotThere_SaysWhatToDo()
    {
        using var decoder = new IsolatedPhotoDecoder(new DecoderCommand("/nowhere/fovea", []));

        var error = Assert.Throws<DecoderException>(() => decoder.Decode("a.jpg", Pictures.Jpeg(64, 48)));

        Assert.StartsWith("The decoder's process cannot be started: /nowhere/fovea", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_ProgramThatIsNoDecoder_SaysWhatToDo()
    {
        using var decoder = new IsolatedPhotoDecoder(IsolatedDecoder.Command with { Arguments = ["never-ready"] });

        var error = Assert.Throws<DecoderException>(() => decoder.Decode("a.jpg", Pictures.Jpeg(64, 48)));

        Assert.StartsWith("The decoder's process does not get ready (exit code 3)", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Decode_LargePictures_TakeTurns()
    {
        using var decoder = IsolatedDecoder.Start();
        var large = Pictures.Encode(2000, 1500, ImageMagick.MagickFormat.Png);

        Parallel.For(0, 6, _ =>
        {
            using var tile = Assert.IsType<PhotoOutcome.Decoded>(decoder.Decode("large.png", large)).Tile;
        });
    }
}
