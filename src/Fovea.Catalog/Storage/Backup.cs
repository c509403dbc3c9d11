using System.Globalization;

namespace Fovea.Catalog.Storage;

/// <summary>The copy that is made before a migration: catalog.db.v1.backup, a whole catalog of the old version.</summary>
internal static class Backup
{
    public static string PathFor(string path, int version) =>
        string.Create(CultureInfo.InvariantCulture, $"{path}.v{version}.backup");

    /// <summary>Writes the copy beside the catalog, in place of an earlier one of the same version. The caller holds the right to write.</summary>
    /// <exception cref="CatalogException">The file system refused; the catalog was not touched.</exception>
    public static void Make(string path, int version, TimeSpan busyTimeout)
    {
        var unfinished = PathFor(path, version) + ".unfinished";
        try
        {
            File.Delete(unfinished);

            // A connection of its own: a copy cannot be made inside the transaction that keeps other writers away.
            using (var connection = CatalogConnection.Open(path, busyTimeout))
            {
                connection.LeaveUntouched();
                using var statement = connection.Prepare("VACUUM INTO ?1");
                statement.Bind(1, unfinished).Run();
            }

            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(unfinished, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            File.Move(unfinished, PathFor(path, version), overwrite: true);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CatalogErrors.CannotOpen(unfinished, error);
        }
    }
}
