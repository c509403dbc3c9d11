namespace Fovea.Catalog.Storage;

/// <summary>The shape of catalog.db; told in words in docs/formats/catalog.md.</summary>
internal static class Schema
{
    /// <summary>"Fove": says whose file it is.</summary>
    public const int ApplicationId = 0x466F7665;

    /// <summary>
    /// Bytes of a page. An embedding's row lies in the page up to 2,040 dimensions; with SQLite's 4,096 every 512-dimensional vector
    /// would overflow into a page of its own (measured: four times the size, a fifth of the speed).
    /// </summary>
    public const int PageSize = 16384;

    /// <summary>Every step ever made, the oldest first. A step that was released is never changed.</summary>
    public static IReadOnlyList<Migration> Migrations { get; } = [new Migration(1, Version1), new Migration(2, Version2), new Migration(3, Version3)];

    private const string Version1 =
        """
        CREATE TABLE roots (
            id           INTEGER PRIMARY KEY AUTOINCREMENT,
            path         BLOB NOT NULL,
            path_key     BLOB NOT NULL UNIQUE,
            is_available INTEGER NOT NULL DEFAULT 1,
            last_indexed INTEGER
        ) STRICT;

        CREATE TABLE photos (
            id             INTEGER PRIMARY KEY AUTOINCREMENT,
            root_id        INTEGER NOT NULL REFERENCES roots (id) ON DELETE CASCADE,
            path           BLOB NOT NULL,
            path_key       BLOB NOT NULL,
            companion      BLOB,
            companion_key  BLOB,
            size           INTEGER NOT NULL,
            modified       INTEGER NOT NULL,
            hash           BLOB CHECK (length(hash) = 16),
            status         INTEGER NOT NULL,
            is_searchable  INTEGER NOT NULL DEFAULT 0,
            is_missing     INTEGER NOT NULL DEFAULT 0,
            failure_kind   INTEGER,
            failure_reason TEXT,
            what           TEXT,
            format         INTEGER,
            width          INTEGER,
            height         INTEGER,
            taken          INTEGER,
            taken_offset   INTEGER,
            taken_source   INTEGER,
            camera_make    TEXT,
            camera_model   TEXT,
            lens           TEXT,
            latitude       REAL,
            longitude      REAL,
            altitude       REAL,
            rating         INTEGER,
            UNIQUE (root_id, path_key)
        ) STRICT;

        CREATE INDEX photos_companion ON photos (root_id, companion_key) WHERE companion_key IS NOT NULL;
        CREATE INDEX photos_hash ON photos (hash) WHERE hash IS NOT NULL;
        CREATE INDEX photos_taken ON photos (taken) WHERE is_searchable = 1;
        CREATE INDEX photos_state ON photos (root_id, status, is_searchable, is_missing);

        CREATE TABLE spaces (
            id            INTEGER PRIMARY KEY AUTOINCREMENT,
            identity      TEXT NOT NULL UNIQUE,
            image_weights TEXT NOT NULL,
            text_weights  TEXT NOT NULL,
            preprocessing TEXT NOT NULL,
            dimensions    INTEGER NOT NULL,
            model_name    TEXT NOT NULL,
            version       INTEGER NOT NULL
        ) STRICT;

        CREATE TABLE embeddings (
            space_id INTEGER NOT NULL REFERENCES spaces (id) ON DELETE CASCADE,
            photo_id INTEGER NOT NULL REFERENCES photos (id) ON DELETE CASCADE,
            vector   BLOB NOT NULL,
            PRIMARY KEY (space_id, photo_id)
        ) STRICT, WITHOUT ROWID;

        CREATE INDEX embeddings_photo ON embeddings (photo_id);

        CREATE TABLE clock (
            id   INTEGER PRIMARY KEY CHECK (id = 1),
            tick INTEGER NOT NULL
        ) STRICT;

        INSERT INTO clock (id, tick) VALUES (1, 0);

        CREATE TABLE settings (
            name  TEXT PRIMARY KEY,
            value BLOB NOT NULL
        ) STRICT, WITHOUT ROWID;
        """;

    // What a person marked, and the average colour of a photo. The indexes hold all that a filter or a list of facets looks at: to fetch
    // 100,000 rows for it in another order than that of their ids takes 0.3 s (measured).
    private const string Version2 =
        """
        ALTER TABLE photos ADD COLUMN is_favourite INTEGER NOT NULL DEFAULT 0;
        ALTER TABLE photos ADD COLUMN colour INTEGER;

        DROP INDEX photos_taken;
        CREATE INDEX photos_facets ON photos (taken, format, width, height, is_favourite, is_missing, root_id) WHERE is_searchable = 1;
        CREATE INDEX photos_folder ON photos (root_id, path_key) WHERE is_searchable = 1;
        CREATE INDEX photos_camera ON photos (camera_make, camera_model) WHERE is_searchable = 1;
        """;

    // With which version of its space a vector came: an index in memory is brought up to date without reading all of them again. What was
    // there before counts as older than everything.
    private const string Version3 =
        """
        ALTER TABLE embeddings ADD COLUMN version INTEGER NOT NULL DEFAULT 0;
        CREATE INDEX embeddings_version ON embeddings (space_id, version);
        """;
}
