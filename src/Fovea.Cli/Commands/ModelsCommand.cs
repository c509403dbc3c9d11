using System.CommandLine;
using System.Globalization;
using Fovea.Cli.Rendering;
using Fovea.Engine.Indexing;
using Fovea.Models;

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
        Description = "Encode the photos from their thumbnails only, and open none of their files.",
    };

    private static readonly Option<bool> Later = new("--later") { Description = "Encode nothing now: the next 'fovea index' does, or a server that runs." };

    private static readonly Option<bool> Now = new("--now") { Description = "Use it at once, although photos cannot be found with it before 'fovea index' has encoded them." };

    private static readonly Option<bool> Available = new("--available") { Description = "The models that can be fetched." };

    public static Command Create()
    {
        var command = new Command("models", "The models on this machine.");
        HelpWithExamples.With(command, """
            fovea models list --available           models that can be fetched, with what is published about them
            fovea models fetch ViT-B-32-laion2b --use    the recommended CLIP, in one command
            fovea models use ~/models/ViT-B-32      encodes the photos with it, in a space of its own, then uses it
            fovea models use ViT-B-32 --later       the same, but by the next 'fovea index' or the server that runs

            The starter in the box works at once; a real CLIP finds more. A model folder is used as it is found:
            OpenCLIP (visual/model.onnx, textual/model.onnx), Hugging Face (onnx/vision_model.onnx, onnx/text_model.onnx)
            or rclip (visual.onnx, textual.onnx).
            """);
        command.Subcommands.Add(Sub("list", "The models that can be used, the one in use marked with *, one that is being changed to with >.", [Available, FetchCommand.Catalogue, CommonOptions.Json], List));
        command.Subcommands.Add(FetchCommand.Create());
        command.Subcommands.Add(AddCommand.Create());
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
        if (parsed.GetValue(Available))
        {
            CatalogueWriter.Write(FetchCommand.CatalogueOf(parsed), session.Models.List(), parsed.GetValue(CommonOptions.Json));
            return ExitCodes.Done;
        }

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
                    if (model.IsNext) json.WriteBoolean("next", true);
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
            var line = string.Create(CultureInfo.InvariantCulture, $"{(model.IsInUse ? '*' : model.IsNext ? '>' : ' ')} {model.Name,-24} {PathText.ToDisplay(model.Folder)}");
            Terminal.WriteLine((model.IsStarter, model.IsOptimized) switch
            {
                (true, true) => $"{line}  (starter, optimised)",
                (true, false) => $"{line}  (starter)",
                (false, true) => $"{line}  (optimised)",
                _ => line,
            });
            if (model.OptimizationProblem is { } problem && !session.IsQuiet) Terminal.Say(problem);
        }

        if (session.IsQuiet) return ExitCodes.Done;
        foreach (var name in ModelFetcher.Unfinished(session.DataFolder.Models)) Terminal.Say($"{name} is not whole yet: 'fovea models fetch {name}' goes on with what was fetched, and so does adding it again; 'fovea models remove {name}' throws it away.");
        return ExitCodes.Done;
    }

    private static Command UseCommand()
    {
        var command = new Command("use", "Use a model from now on: the one in use goes on answering until the photos are encoded.") { Named, FromThumbnails, Later, Now };
        command.SetAction(UseAsync);
        return command;
    }

    private static async Task<int> UseAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        if (parsed.GetValue(CommonOptions.Model) is not null) throw new UsageException("--model is for one command, and 'models use' chooses for all that follow. Leave it out.");
        using var session = Session.Open(parsed);
        var name = parsed.GetRequiredValue(Named);
        if (!parsed.GetValue(Now)) return await UseAsync(session, name, parsed.GetValue(FromThumbnails), parsed.GetValue(Later), cancellationToken);

        var model = session.Models.Use(name);
        if (session.IsQuiet) return ExitCodes.Done;
        Terminal.Say($"Using {model.Name} from now on.");
        if (session.Catalog.GetRoots().Count > 0) Terminal.Say("Run 'fovea index' to encode the photos with it. Vectors of other models are kept apart.");
        return ExitCodes.Done;
    }

    /// <summary>Changes to a model: at once where nothing has to be encoded for it.</summary>
    public static async Task<int> UseAsync(Session session, string nameOrFolder, bool fromThumbnails, bool later, CancellationToken cancellationToken)
    {
        var before = session.CurrentModel;
        var model = session.Models.Begin(nameOrFolder);
        if (model.IsInUse)
        {
            if (!session.IsQuiet) Terminal.Say($"Using {model.Name} from now on.");
            if (model.Folder != before.Folder && !later) await EncodeAsync(session, fromThumbnails, cancellationToken);
            return ExitCodes.Done;
        }

        if (!session.IsQuiet) Terminal.Say($"{before.Name} goes on answering until the photos are encoded with {model.Name}.");
        if (later)
        {
            if (!session.IsQuiet) Terminal.Say("The next 'fovea index' does that, or a 'fovea serve' or 'fovea watch' that runs.");
            return ExitCodes.Done;
        }

        await IndexCommand.ChangeModelAsync(session, new IndexRequest { Targets = [], FromThumbnails = fromThumbnails }, cancellationToken);
        return ExitCodes.Done;
    }

    // The model before had no vectors: there was nothing to wait for, and all is to do.
    private static async Task EncodeAsync(Session session, bool fromThumbnails, CancellationToken cancellationToken)
    {
        var targets = session.Catalog.GetRoots().Select(root => new IndexTarget(root)).ToList();
        if (targets.Count == 0) return;
        session.FollowModel(cancellationToken);
        await IndexCommand.RunAsync(session, new IndexRequest { Targets = targets, FromThumbnails = true }, cancellationToken);
        if (!fromThumbnails) await IndexCommand.RunAsync(session, new IndexRequest { Targets = targets }, cancellationToken);
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
        var name = parsed.GetRequiredValue(Named);
        if (ModelFetcher.Discard(session.DataFolder.Models, name))
        {
            if (!session.IsQuiet) Terminal.Say($"Threw away what there was of {name}.");
            return ExitCodes.Done;
        }

        var removed = session.Models.Remove(name);
        if (session.IsQuiet) return ExitCodes.Done;
        Terminal.Say(removed.IsStarter ? $"Removed the vectors of {removed.Name}; the model is part of the program and stays." : $"Removed {removed.Name}.");
        return ExitCodes.Done;
    }
}
