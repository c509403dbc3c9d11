namespace Fovea.Clip;

/// <summary>
/// The 256 printable characters that stand for bytes in a byte-level vocabulary (GPT-2's and CLIP's <c>bytes_to_unicode</c>).
/// Source: https://github.com/openai/CLIP/blob/main/clip/simple_tokenizer.py.
/// </summary>
internal static class ByteAlphabet
{
    private static readonly byte[] Order = [.. Kept(), .. Enumerable.Range(0, 256).Select(b => (byte)b).Where(b => !IsKept(b))];

    /// <summary>The character that stands for each byte, by the byte.</summary>
    public static IReadOnlyList<char> Characters { get; } = Build();

    /// <summary>The bytes in the order in which the vocabulary numbers them: the printable ones first.</summary>
    public static IReadOnlyList<byte> VocabularyOrder => Order;

    private static char[] Build()
    {
        var characters = new char[256];
        var next = 256;
        foreach (var b in Order) characters[b] = IsKept(b) ? (char)b : (char)next++;
        return characters;
    }

    private static IEnumerable<byte> Kept() => Enumerable.Range(0, 256).Select(b => (byte)b).Where(IsKept);

    private static bool IsKept(byte b) => b is (>= (byte)'!' and <= (byte)'~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
}
