namespace Fovea.Architecture.Tests;

internal static class Violations
{
    /// <summary>Fails with every violation, one a line.</summary>
    public static void None(IEnumerable<string> violations)
    {
        var all = violations.Order(StringComparer.Ordinal).ToArray();
        if (all.Length > 0) Assert.Fail(string.Join('\n', all));
    }
}
