namespace Fovea.Hosting;

/// <summary>How the product is put together.</summary>
public sealed class FoveaOptions
{
    /// <summary>The data folder. Default (null): <c>$FOVEA_HOME</c>, else the platform's folder for application data.</summary>
    public string? Home { get; init; }

    /// <summary>The model: a name or a folder. Default (null): the one chosen with <c>fovea models use</c>, else the starter.</summary>
    public string? Model { get; init; }

    /// <summary>
    /// Whether photos are decoded in processes of their own, which this program starts by starting itself: its first line must then be
    /// <see cref="DecoderProgram.RunIfAsked"/>. Default (false): in this process, where a file that crashes a codec ends the program.
    /// </summary>
    public bool IsolatesDecoder { get; init; }
}
