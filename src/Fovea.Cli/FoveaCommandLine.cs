using System.CommandLine;
using System.CommandLine.Parsing;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;
using Fovea.Cli.Commands;
using Fovea.Cli.Rendering;

namespace Fovea.Cli;

/// <summary>The command line as a whole: commands, errors, signals, exit codes.</summary>
internal static class FoveaCommandLine
{
    public static RootCommand CreateRootCommand()
    {
        var root = new RootCommand("Find any photo by describing it. Everything stays on this machine: Fovea connects to nothing.");
        HelpWithExamples.AddTo(root);
        HelpWithExamples.With(root, """
            fovea search "a dog on the beach" --in ~/Pictures    indexes the folder the first time, then searches
            fovea search rainy night -people date:2019           words to leave out, a year
            fovea similar ~/Pictures/cat.jpg                     photos like this one
            fovea index                                          brings the index up to date
            fovea serve --open                                   the page in the browser
            """);
        CommonOptions.AddTo(root);
        root.Subcommands.Add(IndexCommand.Create());
        root.Subcommands.Add(WatchCommand.Create());
        root.Subcommands.Add(SearchCommand.Create());
        root.Subcommands.Add(SimilarCommand.Create());
        root.Subcommands.Add(StatusCommand.Create());
        root.Subcommands.Add(ServeCommand.Create());
        root.Subcommands.Add(ModelsCommand.Create());
        root.Subcommands.Add(InspectCommand.Create());
        root.Subcommands.Add(CompletionCommand.Create());
        return root;
    }

    [SuppressMessage("Design", "CA1031", Justification = "The last resort: an exit code that scripts know, and no core dump.")]
    public static async Task<int> RunAsync(string[] args)
    {
        // One format for numbers everywhere: scripts read them.
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        using var signals = new Signals();
        try
        {
            var parsed = CreateRootCommand().Parse(args.Length == 0 ? ["--help"] : args, new ParserConfiguration { EnablePosixBundling = false });
            ThrowOnUsageErrors(parsed);
            using var answer = new StringWriter();
            var code = await parsed.InvokeAsync(
                new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null, Output = answer }, signals.Token);
            if (answer.GetStringBuilder().Length > 0) Terminal.Write(Encoding.UTF8.GetBytes(answer.ToString()));
            return code;
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
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Fail(e.Message);
        }
        catch (Exception e)
        {
            return Fail($"an error that should not happen; please report it with this text.\n{e}");
        }
    }

    private static int Fail(string message)
    {
        Terminal.Say($"fovea: {message}");
        return ExitCodes.Error;
    }

    private static void ThrowOnUsageErrors(ParseResult parsed)
    {
        // Help, version and completion answer whatever else was typed.
        var isAnswer = parsed.Action is HelpWithExamples || parsed.GetResult(parsed.RootCommandResult.Command.Options.OfType<VersionOption>().Single()) is not null
            || parsed.Tokens.Any(token => token.Type == TokenType.Directive);
        if (isAnswer) return;
        ThrowOnUnknownOption(parsed);
        if (parsed.CommandResult.Command.Subcommands.Count > 0)
        {
            var commands = string.Join(", ", parsed.CommandResult.Command.Subcommands.Select(command => command.Name));
            throw new UsageException(parsed.UnmatchedTokens.Count > 0 ? $"there is no command '{parsed.UnmatchedTokens[0]}'; there are {commands}." : $"say which: {commands}.");
        }

        if (parsed.UnmatchedTokens.Count > 0) throw new UsageException($"'{parsed.UnmatchedTokens[0]}' is not understood here.");
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
