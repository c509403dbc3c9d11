using System.CommandLine;
using Fovea.Cli.Rendering;
using Fovea.Engine.Searching;

namespace Fovea.Cli.Commands;

/// <summary>How results are shown: the same for every command that finds photos.</summary>
internal static class ResultOptions
{
    public static Option<int> Limit { get; } = new("-n", "--limit")
    {
        Description = "How many results.",
        HelpName = "N",
        DefaultValueFactory = _ => 20,
        CustomParser = NumberOptions.Between(1, int.MaxValue),
    };

    public static Option<int> Offset { get; } = new("--offset")
    {
        Description = "How many results to skip.",
        HelpName = "N",
        CustomParser = NumberOptions.Between(0, int.MaxValue),
    };

    public static Option<bool> Paths { get; } = new("--paths") { Description = "One path a line, nothing else." };

    public static Option<bool> Zero { get; } = new("-0", "--print0") { Description = "Paths ended by NUL, for xargs -0: right for every file name." };

    public static Option<string?> Preview { get; } = new("--preview")
    {
        Description = "Show the pictures in a terminal that can (kitty, iTerm2, sixel). Give the kind if it is not recognised.",
        HelpName = "auto|kitty|iterm2|sixel",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static void AddTo(Command command)
    {
        Preview.AcceptOnlyFromAmong("auto", "kitty", "iterm2", "sixel");
        foreach (var option in new Option[] { Limit, Offset, CommonOptions.Json, Paths, Zero, Preview }) command.Options.Add(option);
    }

    /// <summary>Shows a page as asked for, and gives the exit code.</summary>
    public static int Show(Session session, ParseResult parsed, SearchPage page, CancellationToken cancellationToken)
    {
        if (!session.IsQuiet) foreach (var message in page.Messages) Terminal.Say($"note: {message}");
        if (parsed.GetValue(CommonOptions.Json)) SearchPageWriter.WriteJson(page);
        else if (parsed.GetValue(Zero)) SearchPageWriter.WritePaths(page, 0);
        else if (parsed.GetValue(Paths)) SearchPageWriter.WritePaths(page, (byte)'\n');
        else SearchPageWriter.WriteText(page, session.IsQuiet, Pictures(session, parsed), cancellationToken);

        if (page.Results.Count > 0) return ExitCodes.Done;
        if (!session.IsQuiet) Terminal.Say(NothingFound.Explain(session, parsed.GetValue(Offset)));
        return ExitCodes.NothingFound;
    }

    private static TerminalPictures? Pictures(Session session, ParseResult parsed) =>
        parsed.GetResult(Preview) is null ? null
        : TerminalPictures.Create(parsed.GetValue(Preview), session.Renderer)
            ?? throw new UsageException("this terminal is not known to show pictures. If it does, say how: --preview kitty, --preview iterm2 or --preview sixel");
}
