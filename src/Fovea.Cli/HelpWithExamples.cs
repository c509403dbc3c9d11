using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace Fovea.Cli;

/// <summary>The usual help, and below it examples: what a person copies.</summary>
internal sealed class HelpWithExamples(HelpAction inner) : SynchronousCommandLineAction
{
    private static readonly Dictionary<Command, string> Examples = [];

    public override bool ClearsParseErrors => true;

    /// <summary>Puts it in the place of the usual help, for all commands.</summary>
    public static void AddTo(RootCommand root)
    {
        var help = root.Options.OfType<HelpOption>().Single();
        help.Action = new HelpWithExamples((HelpAction)help.Action!);
    }

    /// <summary>Gives a command its examples.</summary>
    public static Command With(Command command, string examples)
    {
        Examples[command] = examples;
        return command;
    }

    public override int Invoke(ParseResult parseResult)
    {
        var result = inner.Invoke(parseResult);
        if (!Examples.TryGetValue(parseResult.CommandResult.Command, out var examples)) return result;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine("Examples:");
        foreach (var line in examples.Split('\n')) output.WriteLine(line.Length > 1 ? $"  {line.TrimEnd('\r')}" : string.Empty);
        output.WriteLine();
        return result;
    }
}
