namespace Fovea;

/// <summary>A catalog that cannot be opened, read or written: newer schema, damage, full disk, no permission.</summary>
public sealed class CatalogException : FoveaException
{
    /// <summary>Creates the error.</summary>
    /// <param name="message">What, where, why, what to do.</param>
    /// <param name="cause">The underlying error, if any.</param>
    public CatalogException(string message, Exception? cause = null)
        : base(message, cause)
    {
    }
}
