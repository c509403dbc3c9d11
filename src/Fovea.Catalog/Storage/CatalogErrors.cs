using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fovea.Catalog.Storage;

/// <summary>Says what went wrong with the catalog's file: what, where, why, what to do.</summary>
internal static class CatalogErrors
{
    // SQLITE_IOERR_SHMSIZE: the file that readers and writers share cannot be made, not even to read.
    private const int NoRoomForSharedMemory = 4874;

    private const string MoveAway = "Move the file away and index again (the photos themselves are not affected), or use another data folder.";

    public static CatalogException NewerSchema(string path, long found, int known) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The catalog {Show(path)} was written by a newer version of Fovea: its schema has number {found}, this version knows numbers up to {known}. Nothing was changed. Update Fovea, or use another data folder."));

    public static CatalogException NotADatabase(string path, Exception? cause = null) => new(
        $"The catalog {Show(path)} cannot be used: it is not a SQLite database. Nothing was changed. {MoveAway}", cause);

    public static CatalogException NotOurs(string path, int applicationId) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The catalog {Show(path)} cannot be used: it is a SQLite database of another program (application id 0x{applicationId:X8}, expected 0x{Schema.ApplicationId:X8}). Nothing was changed. {MoveAway}"));

    public static CatalogException Damaged(string path, string why, Exception? cause = null) => new(
        $"The catalog {Show(path)} is damaged: {why}. Restore a copy of it, if there is one. Otherwise: {MoveAway}", cause);

    public static CatalogException ReadOnly(string path, Exception? cause = null) => new(
        $"The catalog {Show(path)} cannot be written: the file or its folder is read-only. Nothing was stored. Allow writing to {FolderOf(path)}, or use another data folder.", cause);

    public static CatalogException NoWriteAheadLog(string path) => new(
        $"The catalog {Show(path)} cannot be used: the file system of {FolderOf(path)} cannot share memory between programs, as network drives often cannot. Nothing was changed. Use a data folder on a local disk.");

    public static CatalogException CannotOpen(string path, Exception cause) => new(
        $"The catalog {Show(path)} cannot be opened: {cause.Message.TrimEnd('.')}. Check that the data folder exists and that you may read and write it, or use another data folder.",
        cause);

    public static CatalogException CannotLock(string path, Exception cause) => new(
        $"Indexing cannot begin: the lock file {Show(path)} cannot be opened: {cause.Message.TrimEnd('.')}. Check that you may write to {FolderOf(path)}, or use another data folder.",
        cause);

    public static CatalogException UnknownRoot(string path, RootId root) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The catalog {Show(path)} cannot store the photos: it has no folder with number {root.Value} (it may have been removed, or become part of another folder, in the meantime). Nothing was stored. Index again."));

    public static CatalogException Busy(string path, TimeSpan waited, Exception? cause = null) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The catalog {Show(path)} is being written by somebody else, who did not finish in {waited.TotalSeconds:0.#} s. Nothing was changed. Wait until the other work is done, or end it, and try again."),
        cause);

    /// <summary>The plain words for an error of SQLite.</summary>
    public static CatalogException From(SqliteException error, string path, TimeSpan busyTimeout)
    {
        var folder = FolderOf(path);
        return error.SqliteErrorCode switch
        {
            raw.SQLITE_BUSY or raw.SQLITE_LOCKED => Busy(path, busyTimeout, error),
            raw.SQLITE_FULL => Full(path, error),
            raw.SQLITE_IOERR when error.SqliteExtendedErrorCode == NoRoomForSharedMemory => Full(path, error),
            raw.SQLITE_READONLY or raw.SQLITE_PERM => ReadOnly(path, error),
            raw.SQLITE_CANTOPEN or raw.SQLITE_AUTH => new(
                $"The catalog {Show(path)} cannot be opened: the file system refused ({error.SqliteErrorCode}: {Plain(error)}). Check that you may read and write {folder} and the files in it, or use another data folder.", error),
            raw.SQLITE_NOTADB => NotADatabase(path, error),
            raw.SQLITE_CORRUPT => Damaged(path, Plain(error), error),
            raw.SQLITE_IOERR => new(
                $"The catalog {Show(path)} could not be read or written: the disk reported an error (SQLite code {error.SqliteExtendedErrorCode}). Nothing was stored. Check the disk that holds {folder}, and try again.", error),
            raw.SQLITE_ERROR => Damaged(path, Plain(error), error),
            _ => new(
                $"The catalog {Show(path)} failed: {Plain(error)} (SQLite code {error.SqliteExtendedErrorCode}). Nothing was stored. Try again; if it fails again, check the disk that holds {folder}.", error),
        };
    }

    private static CatalogException Full(string path, SqliteException error) => new(
        $"The catalog {Show(path)} cannot grow: the disk is full. Nothing was stored. Free space on the disk that holds {FolderOf(path)}, and try again.", error);

    // "SQLite Error 11: 'database disk image is malformed'." → "database disk image is malformed"
    private static string Plain(SqliteException error)
    {
        var first = error.Message.IndexOf('\'', StringComparison.Ordinal);
        var last = error.Message.LastIndexOf('\'');
        return first >= 0 && last > first ? error.Message[(first + 1)..last] : error.Message.TrimEnd('.');
    }

    private static string FolderOf(string path) => Show(Path.GetDirectoryName(path) ?? path);

    private static string Show(string path) => PathText.ToDisplay(path);
}
