using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Fovea.Catalog.Storage;

/// <summary>
/// A prepared statement, kept by its connection and used again. <see cref="Dispose"/> ends one use (the statement is reset and
/// its parameters forgotten); <see cref="Close"/> ends the statement. Works on SQLite's own interface rather than ADO.NET's so that
/// blobs are read and bound in place: a million vectors are read without a million arrays.
/// </summary>
internal sealed class Statement : IDisposable
{
    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public Statement(sqlite3 database, string sql)
    {
        _database = database;
        Check(raw.sqlite3_prepare_v2(database, sql, out _statement));
    }

    /// <summary>Binds parameter ?1, ?2, ….</summary>
    public Statement Bind(int index, long? value)
    {
        Check(value is { } number ? raw.sqlite3_bind_int64(_statement, index, number) : raw.sqlite3_bind_null(_statement, index));
        return this;
    }

    /// <summary>Binds a number; one that is not finite is stored as unknown.</summary>
    public Statement Bind(int index, double? value)
    {
        Check(value is { } number && double.IsFinite(number)
            ? raw.sqlite3_bind_double(_statement, index, number)
            : raw.sqlite3_bind_null(_statement, index));
        return this;
    }

    public Statement Bind(int index, bool value) => Bind(index, value ? 1L : 0L);

    public Statement Bind(int index, string? value)
    {
        Check(value is null
            ? raw.sqlite3_bind_null(_statement, index)
            : raw.sqlite3_bind_text(_statement, index, Encoding.UTF8.GetBytes(value)));
        return this;
    }

    public Statement Bind(int index, byte[]? value) =>
        value is null ? Bind(index, (long?)null) : Bind(index, (ReadOnlySpan<byte>)value);

    /// <summary>Binds bytes; SQLite copies them.</summary>
    public Statement Bind(int index, ReadOnlySpan<byte> value)
    {
        Check(value.IsEmpty
            ? raw.sqlite3_bind_zeroblob(_statement, index, 0)
            : raw.sqlite3_bind_blob(_statement, index, value));
        return this;
    }

    /// <summary>Goes to the next row; false after the last.</summary>
    public bool Step()
    {
        var code = raw.sqlite3_step(_statement);
        if (code == raw.SQLITE_ROW) return true;
        if (code == raw.SQLITE_DONE) return false;
        Check(code);
        return false;
    }

    /// <summary>Runs a statement that gives no rows.</summary>
    public void Run()
    {
        while (Step())
        {
        }
    }

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    public long GetInt64(int column) => raw.sqlite3_column_int64(_statement, column);

    public long? FindInt64(int column) => IsNull(column) ? null : GetInt64(column);

    public bool GetBoolean(int column) => GetInt64(column) != 0;

    public double? FindDouble(int column) => IsNull(column) ? null : raw.sqlite3_column_double(_statement, column);

    // Read as bytes with their length: a text may hold a NUL.
    public string GetText(int column) => Encoding.UTF8.GetString(GetBytes(column));

    public string? FindText(int column) => IsNull(column) ? null : GetText(column);

    /// <summary>The bytes in place: valid until the next step.</summary>
    public ReadOnlySpan<byte> GetBytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public void Dispose()
    {
        // The codes repeat the error of the last step, which was reported there.
        _ = raw.sqlite3_reset(_statement);
        _ = raw.sqlite3_clear_bindings(_statement);
    }

    public void Close() => _statement.Dispose();

    private void Check(int code)
    {
        if (code != raw.SQLITE_OK) SqliteException.ThrowExceptionForRC(code, _database);
    }
}
