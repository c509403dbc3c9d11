using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fovea;

/// <summary>
/// The identity of a space of vectors: two vectors may be compared only within one space.
/// </summary>
/// <param name="ImageWeights">SHA-256 of the image tower's file, lower-case hexadecimal.</param>
/// <param name="TextWeights">SHA-256 of the text tower's file, lower-case hexadecimal.</param>
/// <param name="Preprocessing">The preprocessing contract's canonical line.</param>
/// <param name="Dimensions">Numbers in a vector.</param>
public sealed record EmbeddingSpace(string ImageWeights, string TextWeights, string Preprocessing, int Dimensions)
{
    /// <summary>32 hexadecimal digits that stand for the whole: the first half of the SHA-256 of all parts.</summary>
    /// <remarks>Computed at each call: a stored one would be copied unchanged by a "with" expression that changes a part.</remarks>
    public string Id => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"fovea-space-1\n{ImageWeights}\n{TextWeights}\n{Preprocessing}\n{Dimensions}"))).AsSpan(0, 16));

    /// <inheritdoc />
    public override string ToString() => Id;
}
