using Fovea.Catalog.Storage;
using Fovea.Testing;
using Microsoft.Data.Sqlite;

namespace Fovea.Catalog.Tests;

/// <summary>A data folder for one test, and a way to its database that is not the catalog's.</summary>
internal sealed class CatalogFolder : IDisposable
{
    private readonly TempFolder _temp = new();

    public string Path => _temp["data"];

    public string File => System.IO.Path.Combine(Path, "catalog.db");

    public static void Run(string file, string sql) => Query(file, sql);

    /// <summary>The first value of the first row.</summary>
    public static object? Query(string file, string sql)
    {
        using var connection = Connect(file);
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The tests' own texts.
        command.CommandText = sql;
#pragma warning restore CA2100
        return command.ExecuteScalar();
    }

    public static SqliteConnection Connect(string file)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = file, Pooling = false }.ConnectionString);
        connection.Open();
        return connection;
    }

    public SqlitePhotoCatalog Open(CatalogOptions? options = null) =>
        SqlitePhotoCatalog.Open(Path, TimeProvider.System, options ?? new CatalogOptions());

    /// <summary>Puts a file where the catalog would be.</summary>
    public byte[] Place(byte[] bytes)
    {
        Directory.CreateDirectory(Path);
        System.IO.File.WriteAllBytes(File, bytes);
        return bytes;
    }

    public void Dispose() => _temp.Dispose();
}
