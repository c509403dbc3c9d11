namespace Fovea.Models;

/// <summary>A model that could not be fetched. What has arrived is kept, and the next attempt goes on from there, unless the message says otherwise.</summary>
public sealed class FetchException : FoveaException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What, where, why, what to do.</param>
    /// <param name="cause">The underlying error, if any.</param>
    public FetchException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
