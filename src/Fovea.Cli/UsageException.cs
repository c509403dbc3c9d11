namespace Fovea.Cli;

/// <summary>A command that cannot be carried out as typed.</summary>
internal sealed class UsageException(string message) : Exception(message);
