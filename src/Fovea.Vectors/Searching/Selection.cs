namespace Fovea.Vectors.Searching;

/// <summary>Finds the n-th greatest number (Hoare, "Algorithm 65: FIND", 1961).</summary>
internal static class Selection
{
    /// <summary>The number that would be at a place if the greatest came first.</summary>
    /// <param name="numbers">Numbers, none NaN; they come out in another order.</param>
    /// <param name="place">The place, from 0.</param>
    public static float Greatest(Span<float> numbers, int place)
    {
        var (left, right) = (0, numbers.Length - 1);
        while (left < right)
        {
            var pivot = Median(numbers[left], numbers[(left + right) / 2], numbers[right]);
            var (i, j) = (left, right);
            while (i <= j)
            {
                while (numbers[i] > pivot) i++;
                while (numbers[j] < pivot) j--;
                if (i > j) break;
                (numbers[i], numbers[j]) = (numbers[j], numbers[i]);
                i++;
                j--;
            }

            if (place <= j) right = j;
            else if (place >= i) left = i;
            else break;
        }

        return numbers[place];
    }

    private static float Median(float a, float b, float c) => Math.Max(Math.Min(a, b), Math.Min(Math.Max(a, b), c));
}
