namespace Fovea;

/// <summary>The bytes of one file on their way to the decoder.</summary>
/// <param name="Name">The file's name (its extension is only a hint) for messages and format hints.</param>
/// <param name="Bytes">The whole file. The decoder must not keep it past the call, unless it reports <see cref="PhotoFailureKind.TimedOut"/>.</param>
public readonly record struct PhotoSource(string Name, ReadOnlyMemory<byte> Bytes);
