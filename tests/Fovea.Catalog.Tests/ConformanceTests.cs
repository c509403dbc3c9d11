using Fovea.Conformance;

namespace Fovea.Catalog.Tests;

public sealed class ConformanceTests
{
    [Fact]
    public void EveryPhotoCatalog_OfThisRoom_HasAConformanceSuite()
    {
        var catalogs = typeof(SqlitePhotoCatalog).Assembly.GetTypes()
            .Where(type => type is { IsClass: true, IsAbstract: false } && type.IsAssignableTo(typeof(IPhotoCatalog)))
            .Select(type => type.Name + "Conformance");
        var suites = typeof(ConformanceTests).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(PhotoCatalogConformance)))
            .Select(type => type.Name);

        Assert.Equal(catalogs.Order(StringComparer.Ordinal), suites.Order(StringComparer.Ordinal));
    }
}
