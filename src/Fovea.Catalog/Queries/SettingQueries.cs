using Fovea.Catalog.Storage;

namespace Fovea.Catalog.Queries;

/// <summary>Remembered settings. Values are stored as bytes, because a setting may be a path that is not text.</summary>
internal static class SettingQueries
{
    public static string? Find(CatalogConnection connection, string name)
    {
        using var row = connection.Prepare("SELECT value FROM settings WHERE name = ?1");
        return row.Bind(1, name).Step() ? StoredValue.Path(row.GetBytes(0)) : null;
    }

    public static void Store(CatalogConnection connection, string name, string? value)
    {
        using var statement = connection.Prepare(value is null
            ? "DELETE FROM settings WHERE name = ?1"
            : "INSERT INTO settings (name, value) VALUES (?1, ?2) ON CONFLICT (name) DO UPDATE SET value = excluded.value");
        statement.Bind(1, name);
        if (value is not null) statement.Bind(2, PathText.ToBytes(value));
        statement.Run();
    }
}
