namespace Fovea.Scenes.Painting;

/// <summary>Everything that varies in a picture, from its seed: the same on every machine.</summary>
internal sealed class SceneRandom(int seed)
{
    // Neighbouring seeds would begin alike.
    private readonly Random _random = new(unchecked((int)(((uint)seed + 1) * 2654435761u)) & int.MaxValue);

    public int Seed { get; } = seed;

    public float Next() => _random.NextSingle();

    public float Between(float low, float high) => low + ((high - low) * Next());

    public int Whole(int low, int high) => _random.Next(low, high + 1);

    public bool Chance(float share) => Next() < share;

    public T Pick<T>(params T[] choices) => choices[_random.Next(choices.Length)];

    /// <summary>One of several palettes, each a line of hexadecimal colours.</summary>
    public Vector3[] Palette(params string[] choices) => Tones.Palette(Pick(choices));

    public Noise Noise() => new(_random.Next());
}
