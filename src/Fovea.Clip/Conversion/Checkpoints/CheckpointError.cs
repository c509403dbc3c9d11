namespace Fovea.Clip;

/// <summary>The one place that words what is wrong with a checkpoint: what, where, why, what to do. Names and shapes in it come from a file that may be hostile.</summary>
internal static class CheckpointError
{
    private const int LongestReason = 2000;

    /// <summary>A file that is not what its writer wrote.</summary>
    public static ModelException Damaged(string path, string why, Exception? cause = null) =>
        new(path, $"{path} cannot be converted: {Shown(why)} Fetch the checkpoint again.", cause);

    /// <summary>Nothing is wrong with it, but it is not for this program, or not without help.</summary>
    public static ModelException Refused(string path, string why, string advice) => new(path, $"{path} cannot be converted: {Shown(why)} {advice}");

    private static string Shown(string why) => PathText.ToDisplay(why.Length <= LongestReason ? why : why[..LongestReason] + "….");
}
