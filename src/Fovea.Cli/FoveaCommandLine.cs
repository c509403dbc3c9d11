using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using Fovea.Cli.Commands;
using Fovea.Cli.Rendering;

namespace Fovea.Cli;

/// <summary>The command line as a whole: commands, errors, signals, exit codes.</summary>
internal static class FoveaCommandLine
{
    public static RootCommand CreateRootCommand()
    {
        var root = new RootCommand("""
            Find any photo by describing it. Everything stays on this machine: Fovea never uses the network.

            Start here:
              fovea search "a dog on the beach" --in ~/Pictures    indexes the folder the first time, then searches
              fovea search rainy night -people date:2019           words to leave out, a year
              fovea similar ~/Pictures/cat.jpg                     photos like this one
              fovea index                                          brings the index up to date
            """);
        CommonOptions.AddTo(root);
        root.Subcommands.Add(IndexCommand.Create());
        root.Subcommands.Add(SearchCommand.Create());
        root.Subcommands.Add(SimilarCommand.Create());
        root.Subcommands.Add(StatusCommand.Create());
        root.Subcommands.Add(ModelsCommand.Create());
        root.Subcommands.Add(InspectCommand.Create());
        root.Subcommands.Add(CompletionCommand.Create());
        return root;
    }

    public static async Task<int> RunAsync(string[] args)
    {
        // One format for numbers everywhere: scripts read them.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        using var signals = new Signals();
        try
        {
            var parsed = CreateRootCommand().Parse(args.Length == 0 ? ["--help"] : args, new ParserConfiguration { EnablePosixBundling = false });
            ThrowOnUsageErrors(parsed);
            return await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null }, signals.Token);
        }
        catch (UsageException e)
        {
            return Fail($"{e.Message}\nTry 'fovea --help', or '--help' after a command.");
        }
        catch (FoveaException e)
        {
            return Fail(e.Message);
        }
        catch (ClosedPipeException)
        {
            return ExitCodes.Done;
        }
        catch (OperationCanceledException)
        {
            return ExitCodes.Interrupted;
        }
    }

    private static int Fail(string message)
    {
        Terminal.Error.WriteLine($"fovea: {message}");
        return ExitCodes.Error;
    }

    private static void ThrowOnUsageErrors(ParseResult parsed)
    {
        // Help, version and completion answer whatever else was typed.
        if (parsed.Action is not null and not { Terminating: false } && parsed.Action.GetType().Namespace != "System.CommandLine") return;
        ThrowOnUnknownOption(parsed);
        if (parsed.Errors.Count > 0) throw new UsageException(string.Join('\n', parsed.Errors.Select(error => error.Message).Distinct()));
    }

    // The parser takes an option that it does not know for an argument. "-people" is part of a query; "--poeple" and "-x" elsewhere are slips.
    private static void ThrowOnUnknownOption(ParseResult parsed)
    {
        var isSearch = parsed.CommandResult.Command.Name == SearchCommand.Name;
        var arguments = parsed.CommandResult.Children.OfType<ArgumentResult>().SelectMany(argument => argument.Tokens).ToHashSet();
        foreach (var token in parsed.Tokens.TakeWhile(token => token.Type != TokenType.DoubleDash))
        {
            var text = token.Value;
            var isOption = text.StartsWith("--", StringComparison.Ordinal) || (!isSearch && text.Length > 1 && text[0] == '-');
            if (isOption && arguments.Contains(token))
            {
                throw new UsageException($"there is no option {text} here. What starts with dashes and is no option goes behind --: fovea {parsed.CommandResult.Command.Name} -- {text}");
            }
        }
    }
}
