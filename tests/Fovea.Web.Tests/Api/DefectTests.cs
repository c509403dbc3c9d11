using System.Collections.Concurrent;
using System.Reflection;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fovea.Web.Tests.Api;

/// <summary>What goes wrong inside is told to the person, without what only a programmer needs; that goes to the terminal.</summary>
public sealed class DefectTests
{
    private const string Inner = "inner words of /etc/somewhere";

    [Fact]
    public async Task Defect_IsAProblemWithoutATraceAndIsLogged()
    {
        using var log = new TestLog();
        await using var api = await StartAsync(log, catalog => new InvalidOperationException(Inner));

        foreach (var path in new[] { "/facets", "/facets?x=1" })
        {
            var detail = await api.RefusesAsync(500, "unexpected", "GET", path);

            Assert.Contains("terminal", detail, StringComparison.Ordinal);
            Assert.DoesNotContain("inner", detail, StringComparison.Ordinal);
        }

        Assert.Contains(log.Entries, entry => entry.Contains(Inner, StringComparison.Ordinal));
        Assert.NotEmpty(ApiServer.Names(await api.GetAsync("/search?q=red")));
    }

    [Fact]
    public async Task Index_ThatCannotBeRead_IsSaidSo()
    {
        using var log = new TestLog();
        await using var api = await StartAsync(log, catalog => new CatalogException("The index cannot be read: the drive is full. Make room."));

        Assert.Contains("Make room", await api.RefusesAsync(500, "catalog", "GET", "/facets"), StringComparison.Ordinal);
        Assert.Empty(log.Entries);
    }

    [Fact]
    public async Task Model_ThatCannotBeUsed_IsSaidSoAndTheRestWorks()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours, services => services.AddSingleton<IDualEncoder>(new OtherTexts(() => throw new ModelException("fake", "The text tower is damaged. 'fovea models verify' says more."))));

        Assert.Contains("verify", await api.RefusesAsync(500, "model", "GET", "/search?q=red"), StringComparison.Ordinal);
        Assert.Equal(4, (await api.GetAsync("/search")).GetProperty("items").GetArrayLength());
        Assert.Equal(4, (await api.GetAsync("/library")).GetProperty("totals").GetProperty("indexed").GetInt32());
    }

    [Fact]
    public async Task Search_ThatTakesTooLong_IsGivenUp()
    {
        await using var api = await ApiServer.StartAsync(ApiServer.DrawColours, services =>
        {
            services.AddSingleton<IDualEncoder>(new OtherTexts(() => new EndlessTexts()));
            services.PostConfigure<RequestTimeoutOptions>(options => options.DefaultPolicy = new RequestTimeoutPolicy { Timeout = TimeSpan.FromMilliseconds(200), TimeoutStatusCode = 504 });
        });

        await api.RefusesAsync(504, "took-too-long", "GET", "/search?q=red");
        await api.GetAsync("/session");
    }

    private static Task<ApiServer> StartAsync(TestLog log, Func<IPhotoCatalog, Exception> fault) => ApiServer.StartAsync(ApiServer.DrawColours, services =>
    {
        var real = services.Last(service => service.ServiceType == typeof(IPhotoCatalog)).ImplementationFactory!;
        services.AddSingleton(s => Faulty.Over((IPhotoCatalog)real(s), fault));
        services.AddSingleton<ILoggerProvider>(log);
    });

    /// <summary>A catalog whose facets cannot be read.</summary>
#pragma warning disable CA1852 // A proxy class derives from it at run time.
    private class Faulty : DispatchProxy
    {
        private IPhotoCatalog _real = null!;
        private Func<IPhotoCatalog, Exception> _fault = null!;

        public static IPhotoCatalog Over(IPhotoCatalog real, Func<IPhotoCatalog, Exception> fault)
        {
            var proxy = Create<IPhotoCatalog, Faulty>();
            ((Faulty)(object)proxy)._real = real;
            ((Faulty)(object)proxy)._fault = fault;
            return proxy;
        }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
        {
            if (targetMethod!.Name == nameof(IPhotoCatalog.GetFacets)) throw _fault(_real);
            try
            {
                return targetMethod.Invoke(_real, args);
            }
            catch (TargetInvocationException e)
            {
                System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException!);
                throw;
            }
        }
    }
#pragma warning restore CA1852

    private sealed class OtherTexts(Func<ITextEncoder> texts) : IDualEncoder
    {
        private readonly FakeDualEncoder _real = new();

        public string Name => _real.Name;

        public EmbeddingSpace Space => _real.Space;

        public PreprocessSpec Preprocessing => _real.Preprocessing;

        public IImageEncoder Images => _real;

        public ITextEncoder Texts => texts();

        public void Dispose() => _real.Dispose();
    }

    private sealed class EndlessTexts : ITextEncoder
    {
        public int Dimensions => 4;

        public TokenizedText Tokenize(string text) => new([1, 2], false);

        public TextEmbedding Encode(string text, CancellationToken cancellationToken)
        {
            cancellationToken.WaitHandle.WaitOne();
            throw new OperationCanceledException(cancellationToken);
        }

        public void Dispose()
        {
        }
    }

    private sealed class TestLog : ILoggerProvider, ILogger
    {
        public ConcurrentBag<string> Entries { get; } = [];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Error;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (IsEnabled(logLevel)) Entries.Add($"{formatter(state, exception)} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
