using System.CommandLine;
using Fovea.Cli.Rendering;
using Fovea.Models;

namespace Fovea.Cli.Commands;

/// <summary><c>fovea models convert</c>.</summary>
internal static class ConvertCommand
{
    private const int MostHeads = 1024;
    private const string QuickGelu = "quickgelu";

    private static readonly Argument<string> Checkpoint = new("CHECKPOINT")
    {
        Description = "A checkpoint of a CLIP (.safetensors, .pt, .bin), or a folder that holds one.",
    };

    private static readonly Option<string> Out = new("--out") { Description = "The model folder to make.", HelpName = "DIR", Required = true };

    private static readonly Option<string?> Tokenizer = new("--tokenizer")
    {
        Description = "The tokenizer's file, or the folder that holds it. Default: what lies beside the checkpoint.",
        HelpName = "FILE|DIR",
    };

    private static readonly Option<ModelPrecision> Precision = Choice(
        "--precision", "How weights are stored: fp32; fp16, half the disk; int8, fp32 and beside it towers rebuilt for speed. Default: fp32.",
        ("fp32", ModelPrecision.Full), ("fp16", ModelPrecision.Half), ("int8", ModelPrecision.Optimized));

    private static readonly Option<string?> Photos = new("--photos")
    {
        Description = "For int8: a folder with some dozens of photos to calibrate with. Default: photos of the library.",
        HelpName = "FOLDER",
    };

    private static readonly Option<int?> ImageHeads = Heads("image");
    private static readonly Option<int?> TextHeads = Heads("text");

    private static readonly Option<string?> Activation = Choice<string?>(
        "--activation", "The non-linearity: quickgelu (OpenAI's models) or gelu. Default: as the files say.", ("quickgelu", QuickGelu), ("gelu", "gelu"));

    public static Command Create()
    {
        var command = new Command("convert", "Make a model folder of a CLIP's original checkpoint. Needs no Python; nothing in the checkpoint is run.")
        {
            Checkpoint, Out, Tokenizer, Precision, Photos, ImageHeads, TextHeads, Activation, CommonOptions.Json,
        };
        HelpWithExamples.With(command, """
            fovea models convert ~/clip-vit-base-patch32 --out ~/models/ViT-B-32
            fovea models convert ViT-B-32.pt --out ~/models/ViT-B-32 --tokenizer bpe_simple_vocab_16e6.txt.gz
            fovea models convert open_clip_model.safetensors --out ~/models/L --precision int8 --photos ~/Pictures
            fovea models use ~/models/ViT-B-32

            Read are OpenAI's, OpenCLIP's and transformers' CLIPs with a vision transformer. The folder is there as a whole at the end, or not at all.
            """);
        command.SetAction((parsed, cancellationToken) =>
        {
            using var session = Session.Open(parsed);
            return Task.FromResult(Run(session, parsed, cancellationToken));
        });
        return command;
    }

    private static int Run(Session session, ParseResult parsed, CancellationToken cancellationToken)
    {
        var precision = parsed.GetValue(Precision);
        var photos = parsed.GetValue(Photos) is { } typed ? TypedPath.Full(typed) : null;
        if (photos is not null && precision != ModelPrecision.Optimized) throw new UsageException("--photos is for --precision int8 only; give both, or neither.");
        var target = TypedPath.Full(parsed.GetRequiredValue(Out));
        ModelConversion.RequireFree(target);

        using var progress = new WorkLine(session.IsQuiet);
        progress.Show("reading the checkpoint");
        using var conversion = ModelConversion.Open(TypedPath.Full(parsed.GetRequiredValue(Checkpoint)), Options(parsed, precision));
        progress.Hide();
        if (!session.IsQuiet) ConversionWriter.SayFound(conversion);

        ModelOptimizationReport? optimization = null;
        var pictures = precision == ModelPrecision.Optimized ? OptimizeCommand.Pictures(session, photos, conversion.Preprocessing, progress, cancellationToken) : [];
        try
        {
            Action<string>? optimize = precision == ModelPrecision.Optimized
                ? made => optimization = session.Models.Optimize(session.Models.Resolve(made), pictures, progress.Show, cancellationToken)
                : null;
            var report = conversion.Write(target, optimize, progress.Show, cancellationToken);
            progress.Hide();
            if (!session.IsQuiet) ConversionWriter.SayDone(conversion, report, optimization);
            if (parsed.GetValue(CommonOptions.Json)) ConversionWriter.WriteJson(conversion, report, optimization);
            return ExitCodes.Done;
        }
        finally
        {
            foreach (var picture in pictures) picture.Dispose();
        }
    }

    private static ModelConversionOptions Options(ParseResult parsed, ModelPrecision precision) => new()
    {
        ImageHeads = parsed.GetValue(ImageHeads),
        TextHeads = parsed.GetValue(TextHeads),
        QuickGelu = parsed.GetValue(Activation) is { } activation ? activation == QuickGelu : null,
        Precision = precision,
        Tokenizer = parsed.GetValue(Tokenizer) is { } tokenizer ? TypedPath.Full(tokenizer) : null,
    };

    private static Option<int?> Heads(string tower) => new($"--heads-{tower}")
    {
        Description = $"Heads of each attention of the {tower} tower. Default: as the files say, else one for every 64 numbers.",
        HelpName = "N",
        CustomParser = result => NumberOptions.Between(1, MostHeads)(result),
    };

    private static Option<T> Choice<T>(string name, string description, params (string Word, T Value)[] choices) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', choices.Select(choice => choice.Word)),
        Arity = ArgumentArity.ExactlyOne,
        CustomParser = result =>
        {
            var text = result.Tokens[^1].Value;
            foreach (var (word, value) in choices)
            {
                if (word == text) return value;
            }

            result.AddError($"{name} is one of {string.Join(", ", choices.Select(choice => choice.Word))}, not '{text}'.");
            return choices[0].Value;
        },
    };
}
