using System.CommandLine;
using Fovea.Cli.Rendering;
using Fovea.Models;

namespace Fovea.Cli.Commands;

/// <summary><c>fovea models add</c>.</summary>
internal static class AddCommand
{
    private static readonly Argument<string> Source = new("DIR|FILE.zip") { Description = "A model that was carried over: its folder, or a ZIP archive of it." };

    private static readonly Option<string?> Name = new("--name") { Description = "How it is called from now on.", HelpName = "NAME" };

    private static readonly Option<bool> Use = new("--use") { Description = "Use it from now on, as 'fovea models use' does." };

    public static Command Create()
    {
        var command = new Command("add", "Take a model that was carried over among Fovea's own.") { Source, Name, Use, FetchCommand.Catalogue, CommonOptions.Json };
        HelpWithExamples.With(command, """
            fovea models add /media/usb/ViT-B-32__openai
            fovea models add clip.zip --name my-clip --use

            What the model needs is copied and checked, and nothing is connected to. The source stays as it is. A folder can also be used where
            it is: 'fovea models use DIR'.
            """);
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = Session.Open(parsed);
        var adder = new ModelAdder(FetchCommand.CatalogueOf(parsed), session.DataFolder.Models);
        AddReport report;
        using (var line = new FetchLine(session.IsQuiet)) report = adder.Add(TypedPath.Full(parsed.GetRequiredValue(Source)), parsed.GetValue(Name), line, cancellationToken);
        if (!session.IsQuiet)
        {
            Terminal.Say($"Added {report.Model}: {PathText.ToDisplay(report.Folder)}");
            Terminal.Say(report.Published is { } known ? $"Its files are those of {known} as they were published." : "It is none of the catalogue's models: whether it is what it says is for you to know.");
        }

        if (parsed.GetValue(CommonOptions.Json))
        {
            JsonOutput.Write(json =>
            {
                json.WriteStartObject();
                json.WriteString("model", report.Model);
                json.WritePath("folder", report.Folder);
                json.WriteNumber("bytes", report.Bytes);
                json.WriteString("published", report.Published);
                json.WriteEndObject();
            });
        }

        if (parsed.GetValue(Use)) return await ModelsCommand.UseAsync(session, report.Folder, fromThumbnails: false, later: false, cancellationToken);
        if (!session.IsQuiet) Terminal.Say($"Use it: fovea models use {report.Model}");
        return ExitCodes.Done;
    }
}
