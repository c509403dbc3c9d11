namespace Fovea.Architecture.Tests;

public sealed class FormattingTests
{
    // Style rules are errors of every build (EnforceCodeStyleInBuild); what the compiler does not see (line ends, last lines, encodings)
    // is looked at here, over the folder and without loading the projects, which takes seconds instead of a minute.
    [Fact]
    public void EveryFile_IsFormatted()
    {
        var (exitCode, output) = Repository.Run("dotnet", "format", "whitespace", ".", "--folder", "--verify-no-changes");

        Assert.True(exitCode == 0, $"Run \"dotnet format\": these files are not formatted.\n{output}");
    }
}
