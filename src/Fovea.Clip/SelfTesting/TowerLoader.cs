using System.Globalization;

namespace Fovea.Clip;

/// <summary>
/// Loads the best form of a tower that gives right vectors here: on the device that was asked for, else rebuilt for speed, else as it was published. What
/// is passed over is told.
/// </summary>
internal sealed class TowerLoader(ClipModel model, ClipModelOptions options)
{
    /// <summary>Loads the image tower.</summary>
    /// <param name="sha256">Its hash.</param>
    /// <param name="load">Makes an encoder of a rebuilt tower, or of the published one.</param>
    /// <exception cref="ModelException">Even the published tower gives wrong vectors on the processor, or cannot be loaded.</exception>
    public ImageEncoder LoadImages(string sha256, Func<OptimizedTower?, EncoderOptions, ImageEncoder> load)
    {
        var device = options.Encoder.Device;
        if (device != ComputeDevice.Cpu)
        {
            try
            {
                var (accelerated, wrong) = Test(options.Encoder) is { } test ? test.Images(sha256, null, o => load(null, o)) : (load(null, options.Encoder), null);
                if (accelerated is not null) return accelerated;
                Say($"{device} gives wrong vectors for {model.Name} on this machine (cosine similarity {Text(wrong)}, expected above {Text(TowerSelfTest.Least)}).");
            }
            catch (DeviceException e)
            {
                Say(e.Message);
            }
            catch (EncodingException e)
            {
                Say($"{device} cannot run {model.Name}: {e.Message}");
            }
        }

        var processor = options.Encoder.OnProcessor;
        return Load("image", model.Optimized?.Image, rebuilt => Test(processor) is { } test
            ? test.Images(sha256, rebuilt?.Sha256, o => load(o.IsReference ? null : rebuilt, o))
            : (load(rebuilt, processor), null));
    }

    /// <summary>Loads the text tower.</summary>
    /// <param name="sha256">Its hash.</param>
    /// <param name="tokenizer">Its tokenizer.</param>
    /// <param name="load">Makes an encoder of a rebuilt tower, or of the published one.</param>
    /// <exception cref="ModelException">Even the published tower gives wrong vectors on the processor, or cannot be loaded.</exception>
    public TextEncoder LoadTexts(string sha256, TextTokenizer tokenizer, Func<OptimizedTower?, EncoderOptions, TextEncoder> load)
    {
        var processor = options.Encoder.OnProcessor;
        return Load("text", model.Optimized?.Text, rebuilt => Test(processor) is { } test
            ? test.Texts(sha256, rebuilt?.Sha256, tokenizer, o => load(o.IsReference ? null : rebuilt, o))
            : (load(rebuilt, processor), null));
    }

    private T Load<T>(string tower, OptimizedTower? rebuilt, Func<OptimizedTower?, (T? Encoder, double? Cosine)> load)
        where T : class
    {
        if (rebuilt is not null)
        {
            var (fast, wrong) = load(rebuilt);
            if (fast is not null) return fast;
            options.Notice?.Invoke(
                $"The optimised {tower} tower of {model.Name} gives wrong vectors on this machine (cosine similarity {Text(wrong)}): the published one is used. {OptimizedFolder.Again}");
        }

        var (encoder, cosine) = load(null);
        return encoder ?? throw new ModelException(
            model.Folder.Path,
            $"The {tower} tower of {model.Name} gives wrong vectors on this machine: cosine similarity {Text(cosine)} to those that were recorded, expected above {Text(TowerSelfTest.Least)}. "
            + "Nothing was searched or stored with them. Check the model with 'fovea models verify', and this machine's memory; or use another model.");
    }

    private TowerSelfTest? Test(EncoderOptions encoder) => options.SelfTests is { } log ? new TowerSelfTest(model.Folder, log, encoder) : null;

    private void Say(string what) => options.Notice?.Invoke($"{what} The processor is used.");

    private static string Text(double? value) => string.Create(CultureInfo.InvariantCulture, $"{value ?? 0:0.###}");
}
