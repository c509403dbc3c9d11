using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Fovea.Catalog.Storage;

/// <summary>
/// The connections: one that writes, behind a lock, and as many that read as there are readers at once. Every use is one transaction.
/// </summary>
internal sealed class CatalogStore : IDisposable
{
    // A reader costs two file handles and its cache; the searches of one page seldom overlap more than this.
    private const int IdleReaders = 4;

    private readonly CatalogOptions _options;
    private readonly Lock _writing = new();
    private readonly Lock _pooling = new();
    private readonly Stack<CatalogConnection> _idle = new();
    private readonly Lock _watching = new();
    private CatalogConnection? _writer;
    private CatalogConnection? _watcher;
    private bool _isDisposed;

    public CatalogStore(string path, CatalogOptions options)
    {
        Path = path;
        _options = options;
        try
        {
            CatalogFile.Prepare(path, options);
            _writer = OpenWriter();
        }
        catch (SqliteException error)
        {
            throw CatalogErrors.From(error, path, options.BusyTimeout);
        }
    }

    /// <summary>catalog.db.</summary>
    public string Path { get; }

    /// <summary>Runs queries that all see one committed state. Never waits for a writer.</summary>
    public T Read<T>(Func<CatalogConnection, T> queries)
    {
        CatalogConnection? connection = null;
        try
        {
            connection = Rent();
            connection.Execute("BEGIN");
            var result = queries(connection);
            connection.Execute("COMMIT");
            GiveBack(connection);
            connection = null;
            return result;
        }
        catch (SqliteException error)
        {
            throw CatalogErrors.From(error, Path, _options.BusyTimeout);
        }
        finally
        {
            connection?.Dispose();
        }
    }

    /// <summary>
    /// A number that another one follows with every commit of any connection, in this process or another
    /// (https://sqlite.org/pragma.html#pragma_data_version). What is read after it is at least as new as it.
    /// </summary>
    public long ReadVersion()
    {
        lock (_watching)
        {
            try
            {
                // A connection that itself never writes: its own commits would not count.
                ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqlitePhotoCatalog));
                _watcher ??= OpenReader();
                return _watcher.QueryInt64("PRAGMA data_version");
            }
            catch (SqliteException error)
            {
                _watcher?.Dispose();
                _watcher = null;
                throw CatalogErrors.From(error, Path, _options.BusyTimeout);
            }
        }
    }

    /// <summary>Runs changes as one transaction: all are stored when this returns, and none when it throws.</summary>
    public void Write(Action<CatalogConnection> changes) => Write(connection =>
    {
        changes(connection);
        return 0;
    });

    /// <summary>Runs changes as one transaction: all are stored when this returns, and none when it throws.</summary>
    public T Write<T>(Func<CatalogConnection, T> changes)
    {
        if (!_writing.TryEnter(_options.BusyTimeout)) throw CatalogErrors.Busy(Path, _options.BusyTimeout);
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqlitePhotoCatalog));
            _writer ??= OpenWriter();
            _writer.Execute("BEGIN IMMEDIATE");
            var result = changes(_writer);
            _writer.Execute("COMMIT");
            return result;
        }
        catch (Exception error)
        {
            RollBack();
            if (error is SqliteException cause) throw CatalogErrors.From(cause, Path, _options.BusyTimeout);
            throw;
        }
        finally
        {
            _writing.Exit();
        }
    }

    /// <summary>Copies the database onto itself without its free pages (https://sqlite.org/lang_vacuum.html); false where that cannot be done now.</summary>
    public bool TryCompact()
    {
        if (!_writing.TryEnter(_options.BusyTimeout)) return false;
        try
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqlitePhotoCatalog));
            _writer ??= OpenWriter();
            _writer.Execute("VACUUM");
            _writer.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
            return true;
        }
        catch (SqliteException)
        {
            // Busy, or no room for the copy: nothing changed.
            return false;
        }
        finally
        {
            _writing.Exit();
        }
    }

    public void Dispose()
    {
        lock (_pooling)
        {
            _isDisposed = true;
            while (_idle.TryPop(out var connection)) connection.Dispose();
        }

        lock (_watching) _watcher?.Dispose();

        // The writer is the last to close: it then moves the write-ahead log into the file.
        lock (_writing)
        {
            _writer?.Dispose();
            _writer = null;
        }
    }

    private void RollBack()
    {
        try
        {
            _writer?.RollBack();
        }
        catch (SqliteException)
        {
            // A connection that cannot even undo is given up; to close it undoes. The first error is the one to report.
            _writer?.Dispose();
            _writer = null;
        }
    }

    private CatalogConnection OpenWriter()
    {
        var connection = CatalogConnection.Open(Path, _options.BusyTimeout);
        connection.Execute("PRAGMA cache_size = -16384");

        // The log of one huge transaction (a root removed) is cut back afterwards.
        connection.Execute("PRAGMA journal_size_limit = 67108864");
        if (_options.MaxPages is { } pages)
        {
            connection.QueryInt64(string.Create(CultureInfo.InvariantCulture, $"PRAGMA max_page_count = {pages}"));
        }

        return connection;
    }

    private CatalogConnection Rent()
    {
        lock (_pooling)
        {
            ObjectDisposedException.ThrowIf(_isDisposed, typeof(SqlitePhotoCatalog));
            if (_idle.TryPop(out var known)) return known;
        }

        return OpenReader();
    }

    private CatalogConnection OpenReader()
    {
        var connection = CatalogConnection.Open(Path, _options.BusyTimeout);
        connection.Execute("PRAGMA query_only = ON");
        return connection;
    }

    private void GiveBack(CatalogConnection connection)
    {
        lock (_pooling)
        {
            if (!_isDisposed && _idle.Count < IdleReaders)
            {
                _idle.Push(connection);
                return;
            }
        }

        connection.Dispose();
    }
}
