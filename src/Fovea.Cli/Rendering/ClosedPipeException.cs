namespace Fovea.Cli.Rendering;

/// <summary>Whoever read our standard output has stopped reading: no error, just the end.</summary>
internal sealed class ClosedPipeException(Exception cause) : Exception(cause.Message, cause);
