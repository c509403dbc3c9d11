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

    /// <summary>How many photos are decoded at once when indexing. Default (null): as many as there are processors.</summary>
    public int? DecodeWorkers { get; init; }

    /// <summary>The share of the processors that indexing may use, above 0 to 1. Default (null): all, and half on battery.</summary>
    public double? ProcessorShare { get; init; }
}
