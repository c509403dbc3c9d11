namespace Fovea;

/// <summary>What people call a camera, from the maker and model that a file gives: "Canon EOS 7D", "Apple iPhone 12", "OLYMPUS E-M5".</summary>
public static class CameraName
{
    // What makers write behind their name and nobody says. Stored in upper case without punctuation.
    private static readonly HashSet<string> LegalWords = new(StringComparer.Ordinal)
    {
        "CORPORATION", "CORP", "COMPANY", "CO", "LTD", "COLTD", "INC", "INCORPORATED", "LLC", "GMBH", "AG", "IMAGING",
    };

    /// <summary>
    /// The model alone where it begins with a word of the maker ("Canon" and "Canon EOS 7D"), else the maker, without its legal form, and
    /// the model; null when neither is known.
    /// </summary>
    public static string? Of(string? make, string? model)
    {
        var makeWords = Words(make);
        var modelWords = Words(model);
        if (modelWords.Length > 0 && makeWords.Contains(modelWords[0], StringComparer.OrdinalIgnoreCase)) makeWords = [];
        var length = makeWords.Length;
        while (length > 1 && LegalWords.Contains(Letters(makeWords[length - 1]))) length--;
        return length + modelWords.Length == 0 ? null : string.Join(' ', makeWords[..length].Concat(modelWords)).TrimEnd(',');
    }

    private static string[] Words(string? text) => text?.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) ?? [];

    private static string Letters(string word) => string.Concat(word.Where(char.IsLetter)).ToUpperInvariant();
}
