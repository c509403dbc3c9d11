namespace Fovea.Imaging;

/// <summary>The decoder's process cannot be started at all: no photo's fault.</summary>
/// <param name="message">What, why, what to do.</param>
/// <param name="inner">The cause.</param>
public sealed class DecoderException(string message, Exception? inner = null) : FoveaException(message, inner);
