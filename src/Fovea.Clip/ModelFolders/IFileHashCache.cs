namespace Fovea.Clip;

/// <summary>
/// Remembers the SHA-256 of large files, so that a program that starts for one search need not read 600 MB first. An entry counts only
/// while the file's stamp is the same.
/// </summary>
/// <remarks>Thread-safe. A cache never fails: what cannot be read or stored is computed again.</remarks>
public interface IFileHashCache
{
    /// <summary>The known hash, 64 lower-case hexadecimal digits; null when there is none.</summary>
    /// <param name="path">Full path.</param>
    /// <param name="stamp">What the file is now.</param>
    string? Find(string path, ModelFileStamp stamp);

    /// <summary>Remembers a hash; replaces what was known of this path.</summary>
    void Store(string path, ModelFileStamp stamp, string sha256);
}
