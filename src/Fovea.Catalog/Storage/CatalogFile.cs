using System.Diagnostics;
using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fovea.Catalog.Storage;

/// <summary>Brings the file into being, or makes sure that it is a catalog this version can use, before anything is written to it.</summary>
internal static class CatalogFile
{
    private const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite;

    private const int SmallestPage = 512;

    /// <summary>Creates, checks and migrates the catalog.</summary>
    /// <param name="path">catalog.db in the data folder.</param>
    /// <param name="options">Time-outs and migrations.</param>
    public static void Prepare(string path, CatalogOptions options)
    {
        try
        {
            CreateFolder(Path.GetDirectoryName(path)!);
            CreateFile(path);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CatalogErrors.CannotOpen(path, error);
        }

        RefuseUnread(path, options);
        using var connection = CatalogConnection.Open(path, options.BusyTimeout);
        connection.LeaveUntouched();
        if (connection.IsReadOnly) throw CatalogErrors.ReadOnly(path);
        var version = Identify(connection, path, options);
        Migrate(connection, path, version, options);
        UseWriteAheadLog(connection, path, options.BusyTimeout);
        Verify(connection, path);
    }

    private static void CreateFolder(string folder)
    {
        if (Directory.Exists(folder)) return;
        if (OperatingSystem.IsWindows()) Directory.CreateDirectory(folder);
        else Directory.CreateDirectory(folder, OwnerOnly | UnixFileMode.UserExecute);
    }

    // The file is opened here only when it is new: to close any handle of a file that SQLite has open drops SQLite's locks
    // (https://sqlite.org/howtocorrupt.html, 2.2).
    private static void CreateFile(string path)
    {
        if (Directory.Exists(path)) throw new IOException("It is a folder");
        if (File.Exists(path)) return;
        var creation = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write, Share = FileShare.ReadWrite };
        if (!OperatingSystem.IsWindows()) creation.UnixCreateMode = OwnerOnly;
        try
        {
            new FileStream(path, creation).Dispose();
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
        }
    }

    // A first look that takes no lock and leaves no file beside the catalog. What it cannot tell, the locked look after it tells.
    private static void RefuseUnread(string path, CatalogOptions options)
    {
        // SQLite takes a file shorter than its smallest page for an empty one and writes over it. Beside a journal it is a creation cut off.
        if (new FileInfo(path).Length is > 0 and < SmallestPage && !File.Exists(path + "-journal")) throw CatalogErrors.NotADatabase(path);
        try
        {
            using var connection = CatalogConnection.Peek(path);
            Identify(connection, path, options);
        }
        catch (SqliteException)
        {
            // Damaged, or being written at this moment.
        }
    }

    private static int Identify(CatalogConnection connection, string path, CatalogOptions options)
    {
        var applicationId = (int)connection.QueryInt64("PRAGMA application_id");
        var version = (int)connection.QueryInt64("PRAGMA user_version");
        var known = options.Migrations[^1].ToVersion;
        if (applicationId == Schema.ApplicationId && version > 0)
        {
            return version <= known ? version : throw CatalogErrors.NewerSchema(path, version, known);
        }

        var isEmpty = applicationId == 0 && version == 0 && connection.QueryInt64("SELECT COUNT(*) FROM sqlite_schema") == 0;
        return isEmpty ? 0 : throw CatalogErrors.NotOurs(path, applicationId);
    }

    // All steps are one transaction, so that nobody ever sees a schema between two versions, and one process alone makes the copy and them.
    private static void Migrate(CatalogConnection connection, string path, int version, CatalogOptions options)
    {
        if (version == options.Migrations[^1].ToVersion) return;
        if (version == 0) connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA page_size = {Schema.PageSize}"));
        connection.Execute("BEGIN IMMEDIATE");
        try
        {
            // Another process may have migrated while this one waited.
            version = Identify(connection, path, options);
            var steps = options.Migrations.Where(step => step.ToVersion > version).ToList();
            if (version > 0 && steps.Count > 0) Backup.Make(path, version, options.BusyTimeout);
            foreach (var step in steps)
            {
                connection.Execute(step.Sql);
                connection.Execute(string.Create(
                    CultureInfo.InvariantCulture,
                    $"PRAGMA application_id = {Schema.ApplicationId}; PRAGMA user_version = {step.ToVersion}"));
            }

            connection.Execute("COMMIT");
        }
        catch
        {
            connection.RollBack();
            throw;
        }
    }

    // Only after the schema is there: so the file is never half a catalog, whatever is left beside it.
    private static void UseWriteAheadLog(CatalogConnection connection, string path, TimeSpan busyTimeout)
    {
        var waited = Stopwatch.StartNew();
        while (true)
        {
            try
            {
                if (connection.QueryText("PRAGMA journal_mode = WAL") == "wal") return;
                throw CatalogErrors.NoWriteAheadLog(path);
            }
            catch (SqliteException error) when (error.SqliteErrorCode == raw.SQLITE_BUSY && waited.Elapsed < busyTimeout)
            {
                // SQLite does not wait by itself here.
                Thread.Sleep(10);
            }
        }
    }

    private static void Verify(CatalogConnection connection, string path)
    {
        foreach (var table in (string[])["roots", "photos", "spaces", "embeddings", "clock", "settings"])
        {
            if (connection.QueryInt64($"SELECT COUNT(*) FROM sqlite_schema WHERE type = 'table' AND name = '{table}'") == 0)
            {
                throw CatalogErrors.Damaged(path, $"it has no table \"{table}\"");
            }

            connection.QueryInt64($"SELECT 1 FROM {table} LIMIT 1");
        }
    }
}
