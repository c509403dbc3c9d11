using System.CommandLine;
using System.Globalization;
using Fovea.Cli.Rendering;

namespace Fovea.Cli.Commands;

/// <summary><c>fovea models …</c>.</summary>
internal static class ModelsCommand
{
    private static readonly Argument<string> Named = new("NAME|DIR") { Description = "A model's name, or a folder with a CLIP model." };

    private static readonly Argument<string?> NamedOrCurrent = new("NAME|DIR")
    {
        Description = "A model's name, or a folder. None: the model in use.",
        Arity = ArgumentArity.ZeroOrOne,
    };

    public static Command Create()
    {
        var command = new Command("models", """
            The models on this machine. The starter in the box works at once; a real CLIP finds more.

            A model folder is used as it is found: OpenCLIP (visual/model.onnx, textual/model.onnx), Hugging Face
            (onnx/vision_model.onnx, onnx/text_model.onnx) or rclip (visual.onnx, textual.onnx).

              fovea models use ~/models/ViT-B-32      then 'fovea index' encodes the photos anew, in a space of its own
            """);
        command.Subcommands.Add(Sub("list", "The models that can be used, the one in use marked with *.", [CommonOptions.Json], List));
        command.Subcommands.Add(Sub("use", "Use a model from now on.", [Named], Use));
        command.Subcommands.Add(Sub("verify", "Check every byte of a model's files.", [NamedOrCurrent, CommonOptions.Json], Verify));
        command.Subcommands.Add(Sub("remove", "Forget a model and drop the photos' vectors of it. Folders outside Fovea's own are not touched.", [Named], Remove));
        return command;
    }

    private static Command Sub(string name, string description, IReadOnlyList<Symbol> symbols, Func<Session, ParseResult, int> run)
    {
        var command = new Command(name, description);
        foreach (var argument in symbols.OfType<Argument>()) command.Arguments.Add(argument);
        foreach (var option in symbols.OfType<Option>()) command.Options.Add(option);
        command.SetAction((parsed, _) =>
        {
            using var session = Session.Open(parsed);
            return Task.FromResult(run(session, parsed));
        });
        return command;
    }

    private static int List(Session session, ParseResult parsed)
    {
        var models = session.Models.List();
        if (parsed.GetValue(CommonOptions.Json))
        {
            JsonOutput.Write(json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("models");
                foreach (var model in models)
                {
                    json.WriteStartObject();
                    json.WriteString("name", model.Name);
                    json.WritePath("folder", model.Folder);
                    json.WriteBoolean("starter", model.IsStarter);
                    json.WriteBoolean("inUse", model.IsInUse);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
            return ExitCodes.Done;
        }

        Terminal.Write(console =>
        {
            foreach (var model in models)
            {
                console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{(model.IsInUse ? '*' : ' ')} {model.Name,-24} {PathText.ToDisplay(model.Folder)}{(model.IsStarter ? "  (starter)" : string.Empty)}"));
            }
        });
        return ExitCodes.Done;
    }

    private static int Use(Session session, ParseResult parsed)
    {
        var model = session.Models.Use(parsed.GetRequiredValue(Named));
        if (session.IsQuiet) return ExitCodes.Done;
        Terminal.Error.WriteLine($"Using {model.Name} from now on.");
        if (session.Catalog.GetRoots().Count > 0) Terminal.Error.WriteLine("Run 'fovea index' to encode the photos with it. Vectors of other models are kept apart.");
        return ExitCodes.Done;
    }

    private static int Verify(Session session, ParseResult parsed)
    {
        var results = session.Models.Verify(parsed.GetValue(NamedOrCurrent));
        if (parsed.GetValue(CommonOptions.Json))
        {
            JsonOutput.Write(json =>
            {
                json.WriteStartObject();
                json.WriteStartArray("files");
                foreach (var result in results)
                {
                    json.WriteStartObject();
                    json.WriteString("path", result.Path);
                    json.WriteBoolean("ok", result.Error is null);
                    if (result.Error is not null) json.WriteString("error", result.Error);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
        }
        else
        {
            Terminal.Write(console =>
            {
                foreach (var result in results) console.WriteLine($"{(result.Error is null ? "ok     " : "WRONG  ")}{result.Path}{(result.Error is null ? string.Empty : $": {result.Error}")}");
            });
        }

        return results.All(result => result.Error is null) ? ExitCodes.Done : ExitCodes.Error;
    }

    private static int Remove(Session session, ParseResult parsed)
    {
        var removed = session.Models.Remove(parsed.GetRequiredValue(Named));
        if (!session.IsQuiet) Terminal.Error.WriteLine($"Removed {removed.Name}.");
        return ExitCodes.Done;
    }
}
