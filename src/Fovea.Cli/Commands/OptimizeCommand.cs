using System.CommandLine;
using Fovea.Cli.Rendering;
using Fovea.Models;

namespace Fovea.Cli.Commands;

/// <summary><c>fovea models optimize</c>.</summary>
internal static class OptimizeCommand
{
    private static readonly Option<string?> PhotosFolder = new("--photos")
    {
        Description = "A folder with some dozens of photos to calibrate with. Default: photos of the library.",
        HelpName = "FOLDER",
    };

    private static readonly Option<bool> Undo = new("--undo") { Description = "Remove what was made; the model runs as it was published again." };

    public static Command Create(Argument<string?> named)
    {
        var command = new Command("optimize", "Rebuild a CLIP model for speed on this machine. Its files stay as they are.") { named, PhotosFolder, Undo, CommonOptions.Json };
        HelpWithExamples.With(command, """
            fovea models optimize                   the model in use, with photos of the library
            fovea models optimize ~/models/ViT-B-32 --photos ~/Pictures/2019
            fovea models optimize --undo

            What is made lies in the folder 'optimized' of the model's own, is used from then on, and is measured: it is kept only where
            its vectors are nearly those of the published model, so that nothing has to be indexed again.
            """);
        command.SetAction((parsed, cancellationToken) =>
        {
            using var session = Session.Open(parsed);
            return Task.FromResult(Run(session, parsed, named, cancellationToken));
        });
        return command;
    }

    private static int Run(Session session, ParseResult parsed, Argument<string?> named, CancellationToken cancellationToken)
    {
        var model = session.Models.Resolve(parsed.GetValue(named) ?? session.ModelArgument);
        if (parsed.GetValue(Undo))
        {
            var undone = ModelStore.UndoOptimization(model);
            if (!session.IsQuiet) Terminal.Say(undone ? $"{model.Name} runs as it was published again." : $"{model.Name} is not optimised; nothing to undo.");
            return ExitCodes.Done;
        }

        var report = Optimize(session, model, parsed.GetValue(PhotosFolder) is { } typed ? TypedPath.Full(typed) : null, cancellationToken);
        if (parsed.GetValue(CommonOptions.Json)) OptimizationWriter.WriteJson(report);
        return ExitCodes.Done;
    }

    /// <summary>Rebuilds a model for speed and says what was done.</summary>
    /// <param name="session">Whose library it is.</param>
    /// <param name="model">The model.</param>
    /// <param name="folder">The photos to calibrate with; null: those of the library.</param>
    /// <param name="cancellationToken">Stops the work; the model is as it was.</param>
    /// <exception cref="UsageException">There are too few photos.</exception>
    internal static ModelOptimizationReport Optimize(Session session, InstalledModel model, string? folder, CancellationToken cancellationToken)
    {
        using var progress = new WorkLine(session.IsQuiet);
        var pictures = Pictures(session, folder, session.Models.PreprocessingOf(model), progress, cancellationToken);
        try
        {
            var report = session.Models.Optimize(model, pictures, progress.Show, cancellationToken);
            progress.Hide();
            if (!session.IsQuiet) OptimizationWriter.Say(report);
            return report;
        }
        finally
        {
            foreach (var picture in pictures) picture.Dispose();
        }
    }

    /// <summary>Photos to calibrate with; the caller disposes them.</summary>
    /// <param name="session">Whose library it is.</param>
    /// <param name="folder">Where they are; null: the library.</param>
    /// <param name="preprocessing">How the model wants them.</param>
    /// <param name="progress">Says what is done.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="UsageException">There are too few.</exception>
    internal static List<PixelTile> Pictures(Session session, string? folder, PreprocessSpec preprocessing, WorkLine progress, CancellationToken cancellationToken)
    {
        var source = new CalibrationPictures(session, preprocessing, cancellationToken);
        progress.Show("reading photos");
        var pictures = folder is null ? source.FromLibrary() : source.FromFolder(folder);
        if (pictures.Count >= ModelStore.FewestPictures) return pictures;
        foreach (var picture in pictures) picture.Dispose();
        throw TooFew(folder, pictures.Count);
    }

    private static UsageException TooFew(string? folder, int count) => new(folder is null
        ? FormattableString.Invariant($"calibration needs at least {ModelStore.FewestPictures} photos, and the library has {count} that can be read. Index some, or name a folder: --photos FOLDER")
        : FormattableString.Invariant($"calibration needs at least {ModelStore.FewestPictures} photos, and {PathText.ToDisplay(folder)} has {count} that can be read. Name a folder with more."));
}
