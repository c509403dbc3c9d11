namespace Fovea.Bench.Serving;

/// <summary>Things to ask: texts that were not asked before, so that each is encoded.</summary>
internal static class Questions
{
    private static readonly string[] Words =
    [
        "dog", "beach", "rainy", "night", "street", "wedding", "mountain", "snow", "flower", "red", "car", "child", "sunset", "old", "church", "boat", "coffee",
        "cat", "garden", "birthday", "concert", "forest", "lake", "bridge", "train", "market", "window", "blue", "bird", "kitchen",
    ];

    /// <summary>Text number n; the first 27,000 differ.</summary>
    public static string Text(int n) => $"{Words[n % 30]} {Words[n / 30 % 30]} {Words[n / 900 % 30]}";

    /// <summary>A search for it.</summary>
    public static string Search(int n) => $"/api/v1/search?limit=60&q={Uri.EscapeDataString(Text(n))}";
}
