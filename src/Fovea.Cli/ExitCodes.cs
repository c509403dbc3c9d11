namespace Fovea.Cli;

/// <summary>What the process says when it ends. Scripts hold on to these.</summary>
internal static class ExitCodes
{
    /// <summary>Found, or done.</summary>
    public const int Done = 0;

    /// <summary>Nothing found.</summary>
    public const int NothingFound = 1;

    /// <summary>An error, told on standard error.</summary>
    public const int Error = 2;

    /// <summary>Ended by Ctrl-C or a termination signal; what was done is kept.</summary>
    public const int Interrupted = 130;
}
