namespace Fovea.Clip;

/// <summary>The one place that words what is wrong with a model folder: what, where, why, what to do.</summary>
internal static class ModelError
{
    public const string FetchAgain = "Fetch the model again.";

    public static ModelException Missing(string path, string what) =>
        new(path, $"{what} is missing: {path} does not exist. Complete the model folder, or fetch the model again.");

    public static ModelException Unreadable(string path, Exception cause) =>
        new(path, $"Cannot read {path}: {cause.Message} Check that the file is there and that you may read it.", cause);

    public static ModelException Damaged(string path, string why, Exception? cause = null) =>
        new(path, $"{path} cannot be used: {why} {FetchAgain}", cause);

    public static ModelException Contradiction(string path, string what, string graph, string config) =>
        new(path, $"The model contradicts itself in {path}: {what} is {graph} in the graph but {config} in the configuration. Use the files of one and the same model.");

    public static ModelException Unsupported(string path, string what, string advice) =>
        new(path, $"{path} is of a kind that Fovea does not run: {what} {advice}");

    public static ModelException WrongHash(string path, string expected, string actual) =>
        new(path, $"{path} is not the file that the manifest names: its SHA-256 is {actual}, expected {expected}. It was changed or damaged. {FetchAgain}");

    public static ModelException WrongSize(string path, long expected, long actual) =>
        new(path, FormattableString.Invariant($"{path} has {actual} bytes, but the manifest names {expected}. It was changed or cut off. {FetchAgain}"));
}
