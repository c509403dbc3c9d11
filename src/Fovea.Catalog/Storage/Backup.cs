using System.Globalization;

namespace Fovea.Catalog.Storage;

/// <summary>The copy that is made before a migration: catalog.db.v1.backup, a whole catalog of the old version.</summary>
internal static class Backup
{
    public static string PathFor(string path, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}.v{version}.backup");

    /// <summary>Writes the copy beside the catalog, in place of an earlier one of the same version.</summary>
    /// <exception cref="CatalogException">The file system refused; the catalog was not touched.</exception>
    public static void Make(CatalogConnection connection, string path, int version)
    {
        var unfinished = PathFor(path, version) + ".unfinished";
        try
        {
            File.Delete(unfinished);
            using (var statement = connection.Prepare("VACUUM INTO ?1")) statement.Bind(1, unfinished).Run();
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite);

            // Another process may have migrated meanwhile: its backup is the one to keep.
            if (VersionOf(unfinished) == version) File.Move(unfinished, PathFor(path, version), overwrite: true);
            else File.Delete(unfinished);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CatalogErrors.CannotOpen(unfinished, error);
        }
    }

    private static long VersionOf(string path)
    {
        using var copy = CatalogConnection.Peek(path);
        return copy.QueryInt64("PRAGMA user_version");
    }
}
