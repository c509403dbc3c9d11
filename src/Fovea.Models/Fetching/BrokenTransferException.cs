namespace Fovea.Models;

/// <summary>A transfer that broke off in a way that a second attempt may mend.</summary>
#pragma warning disable CA1064 // Never leaves the fetching, which tries again or tells it as a FetchException.
internal sealed class BrokenTransferException(string message, Exception? cause = null) : Exception(message, cause)
{
    /// <summary>Whether there was not even a connection.</summary>
    public bool IsUnreachable { get; init; }

    /// <summary>How long the server asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
