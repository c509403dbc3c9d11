namespace Fovea.Web.Lan;

/// <summary>Other devices of the home network cannot be served: a file of theirs cannot be read or written, or is of a newer Fovea.</summary>
public sealed class LanException : FoveaException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What, where, why, what to do.</param>
    /// <param name="cause">The underlying error, if any.</param>
    public LanException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
