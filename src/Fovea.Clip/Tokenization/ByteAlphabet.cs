namespace Fovea.Clip;

/// <summary>
/// The 256 printable characters that stand for bytes in a byte-level vocabulary (GPT-2's and CLIP's <c>bytes_to_unicode</c>).
/// Source: https://github.com/openai/CLIP/blob/main/clip/simple_tokenizer.py.
/// </summary>
internal static class ByteAlphabet
{
    // Plain loops: all of this is compiled and run before the first search.
    private static readonly byte[] Order = BuildOrder();

    private static readonly char[] ByByte = BuildCharacters();

    /// <summary>The bytes in the order in which the vocabulary numbers them: the printable ones first.</summary>
    public static ReadOnlySpan<byte> VocabularyOrder => Order;

    /// <summary>The character that stands for each byte, by the byte.</summary>
    public static ReadOnlySpan<char> Characters => ByByte;

    private static byte[] BuildOrder()
    {
        var order = new byte[256];
        var next = 0;
        for (var b = 0; b < 256; b++)
        {
            if (IsKept(b)) order[next++] = (byte)b;
        }

        for (var b = 0; b < 256; b++)
        {
            if (!IsKept(b)) order[next++] = (byte)b;
        }

        return order;
    }

    private static char[] BuildCharacters()
    {
        var characters = new char[256];
        var next = 256;
        for (var b = 0; b < 256; b++) characters[b] = IsKept(b) ? (char)b : (char)next++;
        return characters;
    }

    private static bool IsKept(int b) => b is (>= '!' and <= '~') or (>= 0xA1 and <= 0xAC) or >= 0xAE;
}
