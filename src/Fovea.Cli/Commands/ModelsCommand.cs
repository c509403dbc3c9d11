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

    private static readonly Option<bool> FromThumbnails = new("--from-thumbnails")
    {
        Description = "Encode all photos with it now, from their thumbnails: quick, and also for drives that are away.",
    };

    public static Command Create()
    {
        var command = new Command("models", "The models on this machine.");
        HelpWithExamples.With(command, """
            fovea models use ~/models/ViT-B-32      then 'fovea index' encodes the photos anew, in a space of its own
            fovea models use ViT-B-32 --from-thumbnails    encodes them now, without opening a photo

            The starter in the box works at once; a real CLIP finds more. A model folder is used as it is found:
            OpenCLIP (visual/model.onnx, textual/model.onnx), Hugging Face (onnx/vision_model.onnx, onnx/text_model.onnx)
            or rclip (visual.onnx, textual.onnx).
            """);
        command.Subcommands.Add(Sub("list", "The models that can be used, the one in use marked with *.", [CommonOptions.Json], List));
        command.Subcommands.Add(UseCommand());
        command.Subcommands.Add(Sub("verify", "Check every byte of a model's files.", [NamedOrCurrent, CommonOptions.Json], Verify));
        command.Subcommands.Add(OptimizeCommand.Create(NamedOrCurrent));
        command.Subcommands.Add(ConvertCommand.Create());
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
                    json.WriteBoolean("optimized", model.IsOptimized);
                    if (model.OptimizationProblem is { } problem) json.WriteString("optimizationProblem", problem);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
                json.WriteEndObject();
            });
            return ExitCodes.Done;
        }

        foreach (var model in models)
        {
            var line = string.Create(CultureInfo.InvariantCulture, $"{(model.IsInUse ? '*' : ' ')} {model.Name,-24} {PathText.ToDisplay(model.Folder)}");
            Terminal.WriteLine((model.IsStarter, model.IsOptimized) switch
            {
                (true, true) => $"{line}  (starter, optimised)",
                (true, false) => $"{line}  (starter)",
                (false, true) => $"{line}  (optimised)",
                _ => line,
            });
            if (model.OptimizationProblem is { } problem && !session.IsQuiet) Terminal.Say(problem);
        }

        return ExitCodes.Done;
    }

    private static Command UseCommand()
    {
        var command = new Command("use", "Use a model from now on.") { Named, FromThumbnails };
        command.SetAction(UseAsync);
        return command;
    }

    private static async Task<int> UseAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = Session.Open(parsed);
        var model = session.Models.Use(parsed.GetRequiredValue(Named));
        if (!session.IsQuiet) Terminal.Say($"Using {model.Name} from now on.");
        if (parsed.GetValue(FromThumbnails))
        {
            await IndexCommand.RunAsync(session, IndexCommand.FromThumbnails(session), cancellationToken);
            return ExitCodes.Done;
        }

        if (session.IsQuiet) return ExitCodes.Done;
        if (session.Catalog.GetRoots().Count > 0) Terminal.Say("Run 'fovea index' to encode the photos with it. Vectors of other models are kept apart.");
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
                    json.WritePath("path", result.Path);
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
            foreach (var result in results)
            {
                var path = PathText.ToDisplay(result.Path);
                Terminal.WriteLine(result.Error is null ? $"ok     {path}" : $"WRONG  {path}: {result.Error}");
            }
        }

        var wrong = results.Count(result => result.Error is not null);
        if (wrong == 0) return ExitCodes.Done;
        throw new ModelException(
            results[0].Path,
            string.Create(CultureInfo.InvariantCulture, $"{wrong:N0} of {results.Count:N0} files are not as they should be (see above). Copy the model again from where it came."));
    }

    private static int Remove(Session session, ParseResult parsed)
    {
        var removed = session.Models.Remove(parsed.GetRequiredValue(Named));
        if (!session.IsQuiet) Terminal.Say($"Removed {removed.Name}.");
        return ExitCodes.Done;
    }
}
