using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fovea.Catalog.Storage;

/// <summary>One connection with its prepared statements. Used by one thread at a time.</summary>
internal sealed class CatalogConnection : IDisposable
{
    // SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE (https://sqlite.org/c3ref/c_dbconfig_defensive.html); SQLitePCLRaw has no name for it.
    private const int NoCheckpointOnClose = 1006;

    private readonly SqliteConnection _connection;
    private readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);

    private CatalogConnection(SqliteConnection connection) => _connection = connection;

    /// <summary>Rows that the last statement changed, cascades not counted.</summary>
    public int Changes => raw.sqlite3_changes(Handle);

    public long LastInsertedId => raw.sqlite3_last_insert_rowid(Handle);

    public bool IsInTransaction => raw.sqlite3_get_autocommit(Handle) == 0;

    public bool IsReadOnly => raw.sqlite3_db_readonly(Handle, "main") == 1;

    private sqlite3 Handle => _connection.Handle!;

    /// <summary>Opens the file, which must exist.</summary>
    /// <param name="path">The database file.</param>
    /// <param name="busyTimeout">How long a statement waits for another process.</param>
    public static CatalogConnection Open(string path, TimeSpan busyTimeout)
    {
        // Without ADO.NET's pool: a pooled connection would keep the file open after Dispose.
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = SqliteOpenMode.ReadWrite,
            Pooling = false,
        }.ConnectionString);
        CatalogConnection? result = null;
        try
        {
            connection.Open();
            result = new CatalogConnection(connection);
            result.Check(raw.sqlite3_busy_timeout(result.Handle, (int)busyTimeout.TotalMilliseconds));
            result.Execute("PRAGMA foreign_keys = ON");
            result.Execute("PRAGMA synchronous = NORMAL");
            return result;
        }
        catch
        {
            if (result is not null) result.LeaveUntouched();
            connection.Dispose();
            throw;
        }
    }

    /// <summary>
    /// Opens the file alone to read it, without locks and without the write-ahead log: for a look at the header, and for copies.
    /// </summary>
    public static CatalogConnection Peek(string path)
    {
        var escaped = path.Replace("%", "%25", StringComparison.Ordinal)
            .Replace("?", "%3f", StringComparison.Ordinal)
            .Replace("#", "%23", StringComparison.Ordinal);
        if (OperatingSystem.IsWindows()) escaped = "/" + escaped.Replace('\\', '/');
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = $"file:{escaped}?immutable=1",
            Mode = SqliteOpenMode.ReadOnly,
            Pooling = false,
        }.ConnectionString);
        try
        {
            connection.Open();
            return new CatalogConnection(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    /// <summary>Closing this connection will not move pages from the write-ahead log into the file.</summary>
    public void LeaveUntouched() => _ = raw.sqlite3_db_config(Handle, NoCheckpointOnClose, 1, out _);

    /// <summary>The statement for a text, prepared once. Dispose it after use; do not use it while it is in use.</summary>
    public Statement Prepare(string sql)
    {
        if (_statements.TryGetValue(sql, out var known)) return known;
        var statement = new Statement(Handle, sql);
        _statements.Add(sql, statement);
        return statement;
    }

    /// <summary>Runs statements that need no parameters.</summary>
    public void Execute(string sql) => Check(raw.sqlite3_exec(Handle, sql));

    /// <summary>The first number of the first row; 0 if there is none.</summary>
    public long QueryInt64(string sql)
    {
        using var row = Prepare(sql);
        return row.Step() ? row.GetInt64(0) : 0;
    }

    /// <summary>The first text of the first row; null if there is none.</summary>
    public string? QueryText(string sql)
    {
        using var row = Prepare(sql);
        return row.Step() ? row.FindText(0) : null;
    }

    /// <summary>Undoes the transaction, if one is open; SQLite has undone it already after some errors.</summary>
    public void RollBack()
    {
        if (IsInTransaction) Execute("ROLLBACK");
    }

    public void Dispose()
    {
        foreach (var statement in _statements.Values) statement.Close();
        _statements.Clear();
        _connection.Dispose();
    }

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, Handle);
    }
}
