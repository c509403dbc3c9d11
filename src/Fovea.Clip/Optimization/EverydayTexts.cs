namespace Fovea.Clip;

/// <summary>Texts as people type them, short and long, that calibrate a text tower (the even ones) and measure it (the odd ones).</summary>
internal static class EverydayTexts
{
    public static IReadOnlyList<string> All { get; } =
    [
        "a dog", "a cat on a sofa", "sunset", "sunset over the sea", "a photo of a birthday party", "children playing football in the rain",
        "mountains", "snow on the mountains in winter", "a red car", "an old red car parked in front of a house", "food", "a plate of pasta with tomatoes and basil",
        "my grandmother", "two people hugging", "a wedding", "a bride and a groom dancing under the lights", "night", "the city at night, long exposure",
        "beach", "a woman reading a book on the beach", "screenshot", "a receipt on a table", "a person in a blue jacket", "a man riding a horse",
        "flowers", "close-up of a yellow flower with a bee", "concert", "a crowd in front of a stage with blue lights", "black and white portrait", "a portrait of an old man with a white beard, black and white",
        "airplane", "the view from an airplane window", "a boat", "boats in a small harbour in the morning fog", "lonely", "something happy and colourful",
        "a baby", "a baby sleeping in a white bed", "christmas tree", "presents under the christmas tree", "bicycle", "someone repairing a bicycle in a garage",
        "a bird", "a bird flying low over the water", "forest", "a path through an autumn forest, golden leaves", "a cup of coffee next to a laptop", "coffee",
        "museum", "a painting in a museum with people in front of it", "a train station", "people waiting for a train with suitcases", "rain on a window", "umbrella",
        "a tall building seen from below", "architecture", "a horse", "sheep on a green hill under a cloudy sky", "ein Hund am Strand", "una calle con casas de colores",
        "a group photo of about twenty people standing on stairs in front of a church, some of them waving", "people", "2019", "IMG_2041",
    ];
}
