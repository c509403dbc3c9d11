using Fovea.Cli.Rendering;
using Fovea.Engine.Indexing;

namespace Fovea.Cli.Tests.Rendering;

public sealed class ProgressDisplayTests
{
    private static readonly IndexProgress Half = new() { Phase = IndexPhase.Indexing, Total = 35_000, Done = 17_500, Failed = 2, Rate = 94 };

    [Theory]
    [InlineData(100, "████████████░░░░░░░░░░░░ 17,500 of 35,000 files · 94 a second · 2 failed · 4 min left")]
    [InlineData(75, "███████░░░░░░░ 17,500 of 35,000 files · 94 a second · 2 failed · 4 min left")]
    [InlineData(60, "17,500 of 35,000 files · 94 a second · 2 failed · 4 min left")]
    [InlineData(22, "17,500 of 35,000 files")]
    [InlineData(0, "")]
    [InlineData(-1, "")]
    public void Draw_Width_IsNeverExceeded(int width, string expected) => Assert.Equal(expected, ProgressDisplay.Draw(Half, width));

    [Fact]
    public void Describe_Waiting_NamesTheHolder() =>
        Assert.Equal(
            "Waiting: another Fovea is indexing (process 7)", ProgressDisplay.Describe(new IndexProgress { Phase = IndexPhase.Waiting, Holder = "process 7" }));

    [Fact]
    public void Describe_Scanning_CountsFiles() =>
        Assert.Equal("Looking for photos: 1,234 files", ProgressDisplay.Describe(new IndexProgress { Phase = IndexPhase.Scanning, Scanned = 1234 }));
}
