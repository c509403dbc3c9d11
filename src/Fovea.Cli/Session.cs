using System.CommandLine;
using Fovea.Cli.Commands;
using Fovea.Cli.Rendering;
using Fovea.Engine;
using Fovea.Engine.Indexing;
using Fovea.Engine.Searching;
using Fovea.Hosting;
using Fovea.Models;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Cli;

/// <summary>The product, put together for one command.</summary>
internal sealed class Session : IDisposable
{
    private const int MostRestarts = 3;

    private readonly ServiceProvider _services;
    private bool _toldProblem;

    private Session(ServiceProvider services, bool isQuiet, string? modelArgument)
    {
        _services = services;
        IsQuiet = isQuiet;
        ModelArgument = modelArgument;
    }

    public bool IsQuiet { get; }

    /// <summary>What was given as <c>--model</c>.</summary>
    public string? ModelArgument { get; }

    public DataFolder DataFolder => _services.GetRequiredService<DataFolder>();

    public IPhotoCatalog Catalog => _services.GetRequiredService<IPhotoCatalog>();

    public IThumbnailStore Thumbnails => _services.GetRequiredService<IThumbnailStore>();

    public Library Library => _services.GetRequiredService<Library>();

    public ModelStore Models => _services.GetRequiredService<ModelStore>();

    public InstalledModel CurrentModel => Set.Model;

    public IDualEncoder Model => UsedSet.Encoder;

    public IPhotoDecoder Decoder => _services.GetRequiredService<IPhotoDecoder>();

    public IPictureRenderer Renderer => _services.GetRequiredService<IPictureRenderer>();

    public IndexerOptions IndexerOptions => _services.GetRequiredService<IndexerOptions>();

    public Indexer Indexer => UsedSet.Indexer;

    public Searcher Searcher => UsedSet.Searcher;

    public PictureEncoder Pictures => UsedSet.Pictures;

    public static Session Open(ParseResult parsed)
    {
        var (home, model) = (parsed.GetValue(CommonOptions.Home), parsed.GetValue(CommonOptions.Model));
        var services = new ServiceCollection();
        services.AddFovea(new FoveaOptions
        {
            Home = home is null ? null : TypedPath.Full(home),
            Model = model,
            Device = parsed.GetValue(CommonOptions.Device),
            Notice = Terminal.Say,
            IsolatesDecoder = true,
            DecodeWorkers = parsed.GetValue(PaceOptions.Jobs),
            ProcessorShare = PaceOptions.Share(parsed),
        });
        var isQuiet = parsed.GetValue(CommonOptions.Quiet);
        if (!isQuiet && !Console.IsErrorRedirected) services.AddSingleton<IProgress<VectorReading>>(new ReadingLine());
        return new Session(services.BuildServiceProvider(), isQuiet, model);
    }

    public void Dispose() => _services.Dispose();

    /// <summary>Indexes with the model in use, also where another one came into use while the run waited for its turn.</summary>
    public async Task<IndexReport> IndexAsync(IndexRequest request, IProgress<IndexProgress>? progress, CancellationToken cancellationToken)
    {
        for (var tries = 0; ; tries++)
        {
            try
            {
                return await Indexer.RunAsync(request, progress, cancellationToken);
            }
            catch (ModelChangedException) when (tries < MostRestarts)
            {
                FollowModel(cancellationToken);
            }
        }
    }

    /// <summary>Takes the model that was chosen meanwhile.</summary>
    public void FollowModel(CancellationToken cancellationToken) => _services.GetRequiredService<CurrentModel>().Follow(cancellationToken);

    private ModelSet Set => _services.GetRequiredService<CurrentModel>().Get();

    // A model that runs slower than it could says so once a command.
    private ModelSet UsedSet
    {
        get
        {
            var set = Set;
            if (!_toldProblem && !IsQuiet && set.Model.OptimizationProblem is { } problem) Terminal.Say(problem);
            _toldProblem = true;
            return set;
        }
    }
}
