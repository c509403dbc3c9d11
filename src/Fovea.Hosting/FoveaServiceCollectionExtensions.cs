using Fovea.Catalog;
using Fovea.Clip;
using Fovea.Engine;
using Fovea.Engine.Desktop;
using Fovea.Engine.Indexing;
using Fovea.Engine.Pictures;
using Fovea.Imaging;
using Fovea.Models;
using Fovea.Vectors;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace Fovea.Hosting;

/// <summary>Puts the rooms together: the only place that knows which adapter stands behind a seam.</summary>
public static class FoveaServiceCollectionExtensions
{
    /// <summary>
    /// Adds the whole product. Nothing is opened before it is asked for: the catalog when <see cref="IPhotoCatalog"/> is resolved, the
    /// model when <see cref="IDualEncoder"/> is, each tower when it is first used.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <param name="options">Where and with which model.</param>
    public static IServiceCollection AddFovea(this IServiceCollection services, FoveaOptions options)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(options);

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(new DataFolder(options.Home));
        services.AddSingleton<IPhotoCatalog>(s => SqlitePhotoCatalog.Open(s.GetRequiredService<DataFolder>().Path, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IThumbnailStore>(s => new FileThumbnailStore(
            s.GetRequiredService<DataFolder>().Path, s.GetRequiredService<TimeProvider>(), s.GetService<ILogger<FileThumbnailStore>>()));
        services.AddSingleton<IVectorIndexFactory, SegmentIndexFactory>();
        services.AddSingleton<IVectorIndexStore>(s => new SegmentStore(s.GetRequiredService<DataFolder>().Path, null, s.GetService<ILogger<SegmentStore>>()));
        AddDecoder(services, options.IsolatesDecoder ? DecoderCommand.ThisProgram(DecoderProgram.Argument) : null);
        services.AddSingleton(s => new ModelStore(
            s.GetRequiredService<IPhotoCatalog>(), StoreOptions(s.GetRequiredService<DataFolder>(), options), s.GetRequiredService<IVectorIndexStore>()));
        services.AddSingleton(s => new CurrentModel(s, s.GetRequiredService<ModelStore>(), s.GetRequiredService<TimeProvider>(), options.Model));
        services.AddSingleton(s => new IndexerOptions
        {
            ExcludedFolders = [s.GetRequiredService<DataFolder>().Path],
            DecodeWorkers = options.DecodeWorkers ?? Environment.ProcessorCount,
            ProcessorShare = options.ProcessorShare,
        });
        services.AddSingleton(s => new IndexJob(() => CurrentIndexer(s.GetRequiredService<CurrentModel>()), s.GetRequiredService<TimeProvider>(), s.GetService<ILogger<IndexJob>>()));
        services.AddSingleton<PhotoPicturesOptions>();
        services.AddSingleton<PhotoPictures>();
        services.AddSingleton(s => new Library(
            s.GetRequiredService<IPhotoCatalog>(), s.GetRequiredService<IThumbnailStore>(), s.GetRequiredService<DataFolder>().Path));
        AddModelOfTheStart(services);
        services.AddSingleton<DesktopActions>();
        services.AddSingleton<PhotoTrash>();
        services.AddSingleton(s => new PhotoExport(s.GetRequiredService<IPhotoCatalog>(), s.GetRequiredService<DataFolder>().Path));
        return services;
    }

    private static Indexer CurrentIndexer(CurrentModel model)
    {
        model.FollowNow(CancellationToken.None);
        return model.Get().Indexer;
    }

    // For programs that use one model as long as they run. What follows the person's choice asks CurrentModel.
    private static void AddModelOfTheStart(IServiceCollection services)
    {
        services.AddSingleton(s => s.GetRequiredService<CurrentModel>().Get());
        services.AddSingleton<IDualEncoder>(s => s.GetRequiredService<ModelStore>().Open(s.GetRequiredService<ModelSet>().Model));
        services.AddSingleton(s => s.GetRequiredService<ModelSet>().Searcher);
        services.AddSingleton(s => s.GetRequiredService<ModelSet>().Indexer);
        services.AddSingleton(s => s.GetRequiredService<ModelSet>().Pictures);
    }

    private static void AddDecoder(IServiceCollection services, DecoderCommand? command)
    {
        if (command is null)
        {
            services.AddSingleton<IPhotoDecoder>(new MagickPhotoDecoder());
            services.AddSingleton<IPictureRenderer>(new MagickPictureRenderer(new DecodeLimits()));
            return;
        }

        services.AddSingleton(_ => new IsolatedPhotoDecoder(command));
        services.AddSingleton<IPhotoDecoder>(s => s.GetRequiredService<IsolatedPhotoDecoder>());
        services.AddSingleton<IPictureRenderer>(s => s.GetRequiredService<IsolatedPhotoDecoder>());
    }

    private static ModelStoreOptions StoreOptions(DataFolder folder, FoveaOptions options) => new()
    {
        ModelsFolder = folder.Models,
        StarterFolder = Path.Combine(AppContext.BaseDirectory, "models", "starter"),
        Clip = new ClipModelOptions
        {
            Encoder = new EncoderOptions { Device = FoveaOptions.ParseDevice(options.Device) },
            HashCache = new JsonFileHashCache(Path.Combine(folder.Path, "model-hashes.json")),
            SelfTests = new SelfTestLog(Path.Combine(folder.Path, "self-tests.json")),
            Notice = options.Notice,
        },
    };
}
