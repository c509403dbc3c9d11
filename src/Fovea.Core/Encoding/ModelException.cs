namespace Fovea;

/// <summary>A model folder that cannot be used: missing or damaged files, a wrong hash, shapes that do not fit.</summary>
public sealed class ModelException : FoveaException
{
    /// <summary>Creates the error.</summary>
    /// <param name="path">The file or folder at fault.</param>
    /// <param name="message">What, where, why, what to do.</param>
    /// <param name="cause">The underlying error, if any.</param>
    public ModelException(string path, string message, Exception? cause = null)
        : base(message, cause) => Path = path;

    /// <summary>The file or folder at fault.</summary>
    public string Path { get; }
}
