namespace Fovea.Cli.Rendering;

/// <summary>What was asked for could not be written.</summary>
internal sealed class OutputException(string target, Exception cause)
    : FoveaException($"{target} could not be written: {cause.Message.TrimEnd('.')}. Free some space or write to another place.", cause);
