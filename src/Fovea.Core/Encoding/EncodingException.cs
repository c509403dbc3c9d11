namespace Fovea;

/// <summary>A model that ran but did not give a usable vector.</summary>
public sealed class EncodingException : FoveaException
{
    /// <summary>Creates the error.</summary>
    /// <param name="position">Which input of the call, from 0; −1 when the whole call failed.</param>
    /// <param name="message">What, where, why, what to do.</param>
    /// <param name="cause">The underlying error, if any.</param>
    public EncodingException(int position, string message, Exception? cause = null)
        : base(message, cause) => Position = position;

    /// <summary>Which input of the call, from 0; −1 when the whole call failed.</summary>
    public int Position { get; }
}
