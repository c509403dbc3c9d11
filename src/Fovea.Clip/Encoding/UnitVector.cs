namespace Fovea.Clip;

/// <summary>Brings a model's output to length 1.</summary>
internal static class UnitVector
{
    /// <summary>Writes <paramref name="vector"/> divided by its L2 norm.</summary>
    /// <param name="vector">The model's output.</param>
    /// <param name="destination">As long as the vector; untouched when it is refused.</param>
    /// <param name="position">The input's position, for the error.</param>
    /// <exception cref="EncodingException">The vector is zero or not finite.</exception>
    public static void Normalise(ReadOnlySpan<float> vector, Span<float> destination, int position)
    {
        // Squares of large fp32 numbers overflow fp32.
        var squares = 0.0;
        foreach (var value in vector) squares += (double)value * value;
        if (!double.IsFinite(squares) || squares == 0)
        {
            throw new EncodingException(position, FormattableString.Invariant(
                $"The model gave {(squares == 0 ? "a zero vector" : "a vector with infinite or undefined numbers")} for input {position}. It cannot be compared with others; if this happens for every input, fetch the model again."));
        }

        var norm = Math.Sqrt(squares);
        for (var i = 0; i < vector.Length; i++) destination[i] = (float)(vector[i] / norm);
    }
}
