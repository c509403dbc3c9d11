namespace Fovea;

/// <summary>A folder or photo that a person named and that cannot be used as asked.</summary>
public sealed class LibraryException : FoveaException
{
    /// <summary>Creates the error.</summary>
    /// <param name="path">The folder or file at fault.</param>
    /// <param name="message">What, where, why, what to do.</param>
    /// <param name="cause">The underlying error, if any.</param>
    public LibraryException(string path, string message, Exception? cause = null)
        : base(message, cause) => Path = path;

    /// <summary>The folder or file at fault.</summary>
    public string Path { get; }
}
