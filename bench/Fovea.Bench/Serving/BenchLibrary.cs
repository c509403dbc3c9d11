using Fovea.Hosting;
using Fovea.Scenes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Fovea.Bench.Serving;

/// <summary>A generated library in a data folder, written once and used again.</summary>
internal static class BenchLibrary
{
    /// <summary>Opens the product over a data folder, in a space that is a multiple of the starter's.</summary>
    public static ServiceProvider Open(string home, int times)
    {
        var services = new ServiceCollection();
        services.AddFovea(new FoveaOptions { Home = home });
        Widen(services, times);
        return services.BuildServiceProvider();
    }

    /// <summary>Puts a model of more numbers in the place of the starter.</summary>
    public static void Widen(IServiceCollection services, int times)
    {
        if (times == 1) return;
        var starter = services.Single(service => service.ServiceType == typeof(IDualEncoder)).ImplementationFactory!;
        services.Replace(ServiceDescriptor.Singleton<IDualEncoder>(provider => new WiderEncoder((IDualEncoder)starter(provider), times)));
    }

    /// <summary>Writes the photos if they are not there.</summary>
    public static void Prepare(string home, string photos, int count, int times)
    {
        Directory.CreateDirectory(photos);
        using var services = Open(home, times);
        var catalog = services.GetRequiredService<IPhotoCatalog>();
        if (catalog.GetCounts().Sum(root => root.Indexed) == count) return;
        if (catalog.GetRoots().Count > 0) throw new InvalidOperationException($"{home} holds another library. Name an empty folder.");
        GeneratedLibrary.Write(catalog, services.GetRequiredService<IThumbnailStore>(), services.GetRequiredService<IDualEncoder>().Space, photos, count);
    }
}
