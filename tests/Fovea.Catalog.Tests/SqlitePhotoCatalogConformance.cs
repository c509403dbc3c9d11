using Fovea.Conformance;

namespace Fovea.Catalog.Tests;

public sealed class SqlitePhotoCatalogConformance : PhotoCatalogConformance
{
    protected override IPhotoCatalog Open(string folder) => SqlitePhotoCatalog.Open(folder, TimeProvider.System);
}
