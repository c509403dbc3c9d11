namespace Fovea.Web;

/// <summary>The page's server cannot run: the port is taken, or it runs already.</summary>
public sealed class WebServerException : FoveaException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What, where, why, what to do.</param>
    /// <param name="cause">The underlying error, if any.</param>
    public WebServerException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }

    /// <summary>Where the server that runs already is, with its key; null if that is not what is wrong, or not known.</summary>
    public Uri? RunningAt { get; init; }
}
