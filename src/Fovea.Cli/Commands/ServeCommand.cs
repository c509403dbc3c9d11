using System.CommandLine;
using Fovea.Cli.Rendering;
using Fovea.Hosting;
using Fovea.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Fovea.Cli.Commands;

/// <summary><c>fovea serve</c>.</summary>
internal static class ServeCommand
{
    private const int LastPort = 65535;

    private static readonly Option<int?> Port = new("--port")
    {
        Description = "The port; 0: any that is free. Default: 4321, or the next that is free.",
        HelpName = "N",
        CustomParser = result => NumberOptions.Between(0, LastPort)(result),
    };

    private static readonly Option<bool> Open = new("--open") { Description = "Open the page in the browser." };

    private static readonly Option<bool> Lan = new("--lan")
    {
        Description = "Let phones of your own network in: the page is also at this machine's private addresses, encrypted. Each is paired once, with a code.",
    };

    private static readonly Option<bool> NoIndex = new("--no-index") { Description = "Do not bring the library up to date at the start." };

    private static readonly Option<bool> Watch = new("--watch") { Description = "Keep the library up to date as folders change, as 'fovea watch' does." };

    public static Command Create()
    {
        var command = new Command("serve", "The page in the browser, for this machine only unless --lan is given.")
        {
            Port, Open, Lan, NoIndex, Watch,
        };
        HelpWithExamples.With(command, """
            fovea serve --open
            fovea serve --port 8080 --no-index
            fovea serve --lan                     also for phones, which are paired on the page

            The address that is printed holds a key: whoever has it sees the photos. Ctrl-C stops the server.
            """);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        var home = parsed.GetValue(CommonOptions.Home);
        var fovea = new FoveaOptions { Home = home is null ? null : TypedPath.Full(home), Model = parsed.GetValue(CommonOptions.Model), Device = parsed.GetValue(CommonOptions.Device), Notice = Terminal.Say, IsolatesDecoder = true };
        if (parsed.GetValue(Watch) && parsed.GetValue(NoIndex)) throw new UsageException("--watch and --no-index contradict each other; give one of them.");
        var options = new WebServerOptions
        {
            Port = parsed.GetValue(Port),
            Lan = parsed.GetValue(Lan),
            StartsIndexing = !parsed.GetValue(NoIndex),
            Watches = parsed.GetValue(Watch),
        };
        try
        {
            await using var server = await WebServer.StartAsync(fovea, options, AddLogging, cancellationToken);
            Announce(server, parsed.GetValue(CommonOptions.Quiet));
            if (parsed.GetValue(Open)) OpenBrowser(server.OpeningAddress);
            await WaitAsync(cancellationToken);
            return ExitCodes.Done;
        }
        catch (WebServerException e) when (e.RunningAt is { } address && parsed.GetValue(Open) && !parsed.GetValue(Lan))
        {
            // What was asked for is the page, and it is there. Whether it lets phones in, nobody here knows.
            Terminal.Say(e.Message);
            OpenBrowser(address);
            return ExitCodes.Done;
        }
    }

    private static void AddLogging(IServiceCollection services) => services.AddSingleton<ILoggerProvider, TerminalLoggerProvider>();

    private static void Announce(WebServer server, bool isQuiet)
    {
        var address = server.OpeningAddress.AbsoluteUri;
        Terminal.WriteLine(isQuiet ? address : $"Fovea is at {address}  (Ctrl-C stops it)");
        if (server.LanProblem is { } problem) Terminal.Say($"fovea: {problem} The page on this machine goes on.");
        if (server.Lan is { } lan) LanWriter.Write(lan, isQuiet);
    }

    private static void OpenBrowser(Uri address)
    {
        if (!Browser.TryOpen(address)) Terminal.Say("No browser could be started. Open the address yourself.");
    }

    private static async Task WaitAsync(CancellationToken cancellationToken)
    {
        try
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // Ctrl-C is how a server ends.
        }
    }
}
