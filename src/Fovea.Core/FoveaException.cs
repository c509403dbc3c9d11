namespace Fovea;

/// <summary>An error that a person can do something about. The message says what, where, why and what to do.</summary>
public abstract class FoveaException : Exception
{
    /// <summary>Creates the error.</summary>
    protected FoveaException(string message, Exception? cause)
        : base(message, cause)
    {
    }
}
