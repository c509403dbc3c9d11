using System.Globalization;
using System.Text;

namespace Fovea.Clip;

/// <summary>
/// Compares what a tower gives on this machine with what it should give: at its first load, and again after a change of processor, device, driver,
/// system, ONNX Runtime or program. What it should give is what the model's makers recorded, else what the published graph gives on the processor with
/// every optimisation off, recorded once for each model.
/// </summary>
internal sealed class TowerSelfTest(ModelFolder folder, SelfTestLog log, EncoderOptions options)
{
    /// <summary>Above it, two vectors of one input by one tower are the same but for rounding.</summary>
    public const double Least = 0.999;

    /// <summary>The same for a tower that was rebuilt with rounded weights: one drawn picture is no average.</summary>
    public const double LeastOfRounded = 0.95;

    private const string Words = "the evening sun over green hills";

    private readonly Lazy<OwnReference> _own = new(() => OwnReference.Read(folder));

    /// <summary>Tests an image tower unless it has passed already.</summary>
    /// <param name="sha256">The published tower's hash.</param>
    /// <param name="rebuilt">The hash of the rebuilt tower that runs in its place; null: the published one runs.</param>
    /// <param name="load">Loads it.</param>
    /// <returns>The tower, or how wrong it is.</returns>
    public (ImageEncoder? Encoder, double? Cosine) Images(string sha256, string? rebuilt, Func<EncoderOptions, ImageEncoder> load)
    {
        var fingerprint = Fingerprint("image", sha256, rebuilt);
        if (log.HasPassed(fingerprint)) return (load(options), null);

        // The makers' vectors are of pictures that only a published tower takes.
        var own = _own.Value.Image;
        var isOwn = rebuilt is null && own is not null && (folder.Dimensions ?? own.Length) == own.Length;
        var expected = isOwn ? own : Recorded(Key("image", sha256), () =>
        {
            using var reference = load(Reference);
            return Encode(reference);
        });
        var encoder = load(options);
        return Judge(encoder, fingerprint, rebuilt is not null, () => (expected, isOwn ? EncodeFormula(encoder) : Encode(encoder)));
    }

    /// <summary>Tests a text tower unless it has passed already.</summary>
    /// <param name="sha256">The published tower's hash.</param>
    /// <param name="rebuilt">The hash of the rebuilt tower that runs in its place; null: the published one runs.</param>
    /// <param name="tokenizer">The model's tokenizer.</param>
    /// <param name="load">Loads it.</param>
    /// <returns>The tower, or how wrong it is.</returns>
    public (TextEncoder? Encoder, double? Cosine) Texts(string sha256, string? rebuilt, TextTokenizer tokenizer, Func<EncoderOptions, TextEncoder> load)
    {
        var fingerprint = Fingerprint("text", sha256, rebuilt);
        if (log.HasPassed(fingerprint)) return (load(options), null);

        var own = _own.Value;
        var isOwn = own.Ids is { Count: > 1 } known && known.Count <= tokenizer.ContextLength && own.Text is not null && (folder.Dimensions ?? own.Text.Length) == own.Text.Length;
        var ids = isOwn ? own.Ids! : tokenizer.Tokenize(Words).Ids;

        // What was recorded holds for these ids only: another tokenizer, or another version of this one, gives others.
        var key = Key("text", sha256) + "-" + Hash(string.Create(CultureInfo.InvariantCulture, $"{string.Join(',', ids)} {tokenizer.PadToken} {tokenizer.ContextLength}"));

        // Before the tower is loaded: two of them at once take twice the memory.
        var expected = isOwn ? own.Text : Recorded(key, () =>
        {
            using var reference = load(Reference);
            return Encode(reference, ids);
        });
        var encoder = load(options);
        return Judge(encoder, fingerprint, rebuilt is not null, () => (expected, Encode(encoder, ids)));
    }

    private (T? Encoder, double? Cosine) Judge<T>(T encoder, string fingerprint, bool isRounded, Func<(float[]? Expected, float[] Actual)> vectors)
        where T : class, IDisposable
    {
        try
        {
            var (expected, actual) = vectors();
            if (Passes(fingerprint, expected, actual, isRounded) is not { } cosine) return (encoder, null);
            encoder.Dispose();
            return (null, cosine);
        }
        catch
        {
            encoder.Dispose();
            throw;
        }
    }

    private EncoderOptions Reference => new() { IntraOpThreads = options.IntraOpThreads, Lanes = 1, BatchSize = 1, IsReference = true };

    private string Key(string tower, string sha256) => $"{tower}-{sha256[..32]}-{Hash($"{folder.Preprocessing.Canonical} {DrawnPicture.Version}")}";

    private static string Hash(string text) => FileHashing.Sha256(Encoding.UTF8.GetBytes(text))[..8];

    private string Fingerprint(string tower, string sha256, string? rebuilt) =>
        MachineFingerprint.Of(tower == "image" ? options.Device : ComputeDevice.Cpu, $"{Key(tower, sha256)} {rebuilt}");

    private float[]? Recorded(string key, Func<float[]> compute)
    {
        if (log.Find(key) is { } known) return known;
        try
        {
            var vector = compute();
            log.Record(key, vector);
            return vector;
        }
        catch (Exception e) when (e is EncodingException or ModelException)
        {
            // A few graphs run only with ONNX Runtime's optimisations: there is nothing to compare with.
            return null;
        }
    }

    // Null: it passes, or cannot be judged.
    private double? Passes(string fingerprint, float[]? expected, float[] actual, bool isRounded)
    {
        if (expected is null) return null;
        var cosine = expected.Length == actual.Length ? System.Numerics.Tensors.TensorPrimitives.CosineSimilarity(expected, actual) : 0;
        if (!(cosine > (isRounded ? LeastOfRounded : Least))) return cosine;
        log.Pass(fingerprint);
        return null;
    }

    private static float[] Encode(ImageEncoder encoder)
    {
        using var tile = DrawnPicture.Draw(encoder.Preprocessing.Width, encoder.Preprocessing.Height);
        var vector = new float[encoder.Dimensions];
        encoder.Encode([tile], vector, CancellationToken.None);
        return vector;
    }

    private static float[] EncodeFormula(ImageEncoder encoder)
    {
        var vector = new float[encoder.Dimensions];
        encoder.EncodeTensors(OwnReference.Picture(encoder.Preprocessing.Height, encoder.Preprocessing.Width), 1, vector, CancellationToken.None);
        return vector;
    }

    private static float[] Encode(TextEncoder encoder, IReadOnlyList<int> ids)
    {
        var vector = new float[encoder.Dimensions];
        encoder.EncodeTokens([ids], vector, CancellationToken.None);
        return vector;
    }
}
