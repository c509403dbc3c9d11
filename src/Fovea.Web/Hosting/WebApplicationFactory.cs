using Fovea.Engine.Indexing;
using Fovea.Engine.Searching;
using Fovea.Hosting;
using Fovea.Web.Api;
using Fovea.Web.Description;
using Fovea.Web.Errors;
using Fovea.Web.Live;
using Fovea.Web.Security;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Fovea.Web.Hosting;

/// <summary>Puts the server together. Nothing outside the program changes it: no configuration file, no environment variable.</summary>
internal static class WebApplicationFactory
{
    /// <summary>How long open requests may go on when the server stops.</summary>
    public static readonly TimeSpan ShutdownTimeout = TimeSpan.FromSeconds(1.5);

    private const int SpareThreads = 4;

    public static WebApplication Create(FoveaOptions fovea, ServerAddress address, LanMode lan, Action<IServiceCollection> adjust)
    {
        KeepThreadsAtHand();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions
        {
            ApplicationName = "Fovea",
            EnvironmentName = Environments.Production,
            ContentRootPath = AppContext.BaseDirectory,
        });
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(options => KestrelSetup.Apply(options, address, lan));
        AddServices(builder.Services, fovea, address);
        LanServices.Add(builder.Services, lan);
        adjust(builder.Services);
        var app = builder.Build();
        Use(app);
        return app;
    }

    // Requests in their turn hold as many threads as there are processors: without a few more at hand, a small question would wait for one to end.
    private static void KeepThreadsAtHand()
    {
        ThreadPool.GetMinThreads(out var workers, out var completions);
        ThreadPool.SetMinThreads(Math.Max(workers, Environment.ProcessorCount + SpareThreads), completions);
    }

    private static void AddServices(IServiceCollection services, FoveaOptions fovea, ServerAddress address)
    {
        services.AddLogging();
        services.AddFovea(fovea);
        services.AddSingleton<IHostLifetime, NoLifetime>();
        services.Configure<HostOptions>(options => options.ShutdownTimeout = ShutdownTimeout);
        services.AddRouting();
        services.Configure<RouteHandlerOptions>(options => options.ThrowOnBadRequest = true);
        services.ConfigureHttpJsonOptions(options => ApiJson.Apply(options.SerializerOptions));
        services.AddRequestTimeouts(RequestLimits.Configure);
        DocumentSetup.Add(services);
        services.AddSingleton(address);
        services.AddSingleton<AccessKeys>();
        services.AddSingleton<SessionGuard>();
        services.AddSingleton<ErrorBoundary>();
        services.AddSingleton(_ => new Turns(Environment.ProcessorCount));
        services.AddSingleton<Beginning>();
        services.AddSingleton<ModelFollower>();
        services.AddSingleton<AddedPictures>();
        services.AddSingleton<ResultSets>();
        services.AddSingleton<LibraryReport>();
        services.AddSingleton<EventStreams>();
        services.AddSingleton<DescriptionText>();
        services.AddSingleton(s => new LibraryEvents(
            s.GetRequiredService<IndexJob>(),
            new LibraryVersion(s.GetRequiredService<IPhotoCatalog>(), s.GetRequiredService<CurrentModel>()).Read,
            s.GetRequiredService<TimeProvider>()));
    }

    // The order is the defence: name and port first, then what may be asked at all, from where, and by whom.
    private static void Use(WebApplication app)
    {
        app.Use(next => context => HostGuard.InvokeAsync(context, next));
        app.Use(next => context => app.Services.GetRequiredService<ErrorBoundary>().InvokeAsync(context, next));
        app.Use(next => context => MethodGuard.InvokeAsync(context, next));
        app.Use(next => context => OriginGuard.InvokeAsync(context, next));
        app.Use(next => context => Listener.Of(context).IsLan
            ? app.Services.GetRequiredService<DeviceGuard>().InvokeAsync(context, next)
            : app.Services.GetRequiredService<SessionGuard>().InvokeAsync(context, next));
        app.UseRouting();
        app.UseRequestTimeouts();
        app.Use(next => context => LanGuard.InvokeAsync(context, app.Services.GetRequiredService<LanMode>(), next));
        app.Use(next => context => LocalGuard.InvokeAsync(context, next));
        PageFiles.Map(app);
        MapApi(app.MapGroup(ApiGroup.Prefix));
    }

    private static void MapApi(RouteGroupBuilder api)
    {
        SessionEndpoints.Map(Under("Session"));
        DeviceEndpoints.Map(Under("Devices"));
        SearchEndpoints.Map(Under("Search"));
        AddedPictureEndpoints.Map(Under("Search"));
        PhotoEndpoints.Map(Under("Photos"));
        ImageEndpoints.Map(Under("Photos"));
        FileEndpoints.Map(Under("Files"));
        LibraryEndpoints.Map(Under("Library"));
        IndexEndpoints.Map(Under("Indexing"));
        EventEndpoints.Map(Under("Indexing"));
        DescriptionEndpoints.Map(Under("Session"));

        RouteGroupBuilder Under(string heading) => api.MapGroup(string.Empty).WithTags(heading);
    }
}
