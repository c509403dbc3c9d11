namespace Fovea.Testing;

/// <summary>
/// A checkpoint in OpenAI's names with random weights: pictures of 64×64 in patches of 16, 32 numbers out, texts of 77 tokens of the fixture's tokenizer. Tests
/// take tensors away, add some or change them before it is written.
/// </summary>
public sealed class RandomCheckpoint
{
    private const int Width = 48;
    private readonly Random _random = new(11);

    /// <summary>Makes it, the same each time.</summary>
    public RandomCheckpoint(int layers = 2, int dimensions = 32)
    {
        Add("visual.conv1.weight", 0.05f, 0, Width, 3, 16, 16);
        Add("visual.class_embedding", 1, 0, Width);
        Add("visual.positional_embedding", 0.5f, 0, 17, Width);
        Norm("visual.ln_pre");
        Norm("visual.ln_post");
        Add("visual.proj", 0.3f, 0, Width, dimensions);
        Add("token_embedding.weight", 0.5f, 0, 8192, Width);
        Add("positional_embedding", 0.2f, 0, 77, Width);
        Norm("ln_final");
        Add("text_projection", 0.3f, 0, Width, dimensions);
        Add("logit_scale", 0, 4.6f);
        for (var layer = 0; layer < layers; layer++)
        {
            Block(FormattableString.Invariant($"visual.transformer.resblocks.{layer}"));
            Block(FormattableString.Invariant($"transformer.resblocks.{layer}"));
        }
    }

    /// <summary>The tensors by name; not to be changed once it is written.</summary>
    public Dictionary<string, (int[] Shape, float[] Values)> Tensors { get; } = new(StringComparer.Ordinal);

    /// <summary>A tokenizer that fits.</summary>
    public static string TokenizerFile => RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "tiny-clip", "openclip", "textual", "tokenizer.json");

    /// <summary>Writes it into a folder of its own.</summary>
    public string Write(TempFolder temp, string name = "checkpoint/model.safetensors")
    {
        ArgumentNullException.ThrowIfNull(temp);
        return temp.Write(name, ToBytes());
    }

    /// <summary>The bytes of its file.</summary>
    public byte[] ToBytes() => SafetensorsText.Of(Tensors);

    /// <summary>Adds a tensor, or replaces one.</summary>
    public RandomCheckpoint Add(string name, float spread, float mean, params int[] shape)
    {
        ArgumentNullException.ThrowIfNull(shape);
        var count = shape.Aggregate(1, (product, side) => product * side);
        Tensors[name] = (shape, [.. Enumerable.Range(0, count).Select(_ => mean + (spread * ((_random.NextSingle() * 2) - 1)))]);
        return this;
    }

    private void Block(string block)
    {
        Norm($"{block}.ln_1");
        Norm($"{block}.ln_2");
        Add($"{block}.attn.in_proj_weight", 0.2f, 0, 3 * Width, Width);
        Add($"{block}.attn.in_proj_bias", 0.1f, 0, 3 * Width);
        Linear($"{block}.attn.out_proj", Width, Width);
        Linear($"{block}.mlp.c_fc", 4 * Width, Width);
        Linear($"{block}.mlp.c_proj", Width, 4 * Width);
    }

    private void Linear(string name, int outputs, int inputs)
    {
        Add($"{name}.weight", 1.4f / MathF.Sqrt(inputs), 0, outputs, inputs);
        Add($"{name}.bias", 0.1f, 0, outputs);
    }

    private void Norm(string name)
    {
        Add($"{name}.weight", 0.2f, 1, Width);
        Add($"{name}.bias", 0.2f, 0, Width);
    }
}
