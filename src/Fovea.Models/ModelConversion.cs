using Fovea.Clip;

namespace Fovea.Models;

/// <summary>Turns the checkpoint of a CLIP, as its makers published it, into a model folder.</summary>
/// <remarks>Not thread-safe: made for one command. Dispose closes the checkpoint's files.</remarks>
public sealed class ModelConversion : IDisposable
{
    private readonly CheckpointConversion _conversion;

    private ModelConversion(CheckpointConversion conversion) => _conversion = conversion;

    /// <summary>What the model expects of a picture.</summary>
    public PreprocessSpec Preprocessing => _conversion.Preprocessing;

    /// <summary>Numbers of an embedding.</summary>
    public int Dimensions => _conversion.Dimensions;

    /// <summary>The side of a patch in pixels.</summary>
    public int Patch => _conversion.Patch;

    /// <summary>The longest text in tokens.</summary>
    public int Context => _conversion.Context;

    /// <summary>How many tokens there are.</summary>
    public int Vocabulary => _conversion.Vocabulary;

    /// <summary>The image tower.</summary>
    public ConvertedTowerReport Image => Describe(_conversion.Image);

    /// <summary>The text tower.</summary>
    public ConvertedTowerReport Text => Describe(_conversion.Text);

    /// <summary>What was assumed because no file says it, as sentences.</summary>
    public IReadOnlyList<string> Notes => _conversion.Notes;

    /// <summary>Whether a tokenizer was found; without one the model cannot be used.</summary>
    public bool HasTokenizer => _conversion.HasTokenizer;

    /// <summary>The tokenizer's files that are looked for, as a list in words.</summary>
    public static string TokenizerNames => CheckpointConversion.TokenizerNames;

    /// <summary>Opens a checkpoint, tells what it is and checks that all of it is there.</summary>
    /// <param name="checkpoint">The file, or a folder that holds one.</param>
    /// <param name="options">How it is converted.</param>
    /// <exception cref="ModelException">It cannot be converted, or not so.</exception>
    public static ModelConversion Open(string checkpoint, ModelConversionOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        var opened = CheckpointConversion.Open(checkpoint, new ConversionOptions
        {
            ImageHeads = options.ImageHeads,
            TextHeads = options.TextHeads,
            Activation = options.QuickGelu switch
            {
                true => ActivationKind.QuickGelu,
                false => ActivationKind.Gelu,
                null => null,
            },
            HalfWeights = options.Precision == ModelPrecision.Half,
            Tokenizer = options.Tokenizer,
        });
        var conversion = new ModelConversion(opened);
        if (options.Precision != ModelPrecision.Optimized || opened.HasTokenizer) return conversion;

        conversion.Dispose();
        throw new ModelException(checkpoint, $"{checkpoint} cannot be converted to int8: calibration needs its tokenizer, and there is none beside it. Name it with --tokenizer: {TokenizerNames}.");
    }

    /// <summary>Refuses a place where something is already, before any work.</summary>
    /// <exception cref="ModelException">It is taken.</exception>
    public static void RequireFree(string folder) => CheckpointConversion.RequireFree(folder);

    /// <summary>Writes the model folder: it is there as a whole at the end, or not at all.</summary>
    /// <param name="folder">Its place: nothing, or an empty folder.</param>
    /// <param name="complete">Called with the folder in the making when the model in it can be used; may add to it.</param>
    /// <param name="progress">Called with what is being done.</param>
    /// <param name="cancellationToken">Stops the work; nothing is left.</param>
    /// <exception cref="ModelException">The checkpoint cannot be read, or the folder not written.</exception>
    public ModelConversionReport Write(string folder, Action<string>? complete, Action<string>? progress, CancellationToken cancellationToken)
    {
        var report = _conversion.Write(folder, complete, progress, cancellationToken);
        return new ModelConversionReport(report.Folder, report.Bytes);
    }

    /// <inheritdoc />
    public void Dispose() => _conversion.Dispose();

    private static ConvertedTowerReport Describe(ConvertedTower tower) => new(tower.Width, tower.Layers, tower.Heads, tower.Activation == ActivationKind.QuickGelu);
}
