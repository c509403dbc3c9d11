using Fovea.Imaging;

namespace Fovea.Hosting;

/// <summary>The second life of a program that decodes photos in processes of its own: see <see cref="FoveaOptions.IsolatesDecoder"/>.</summary>
public static class DecoderProgram
{
    /// <summary>The argument with which the program starts itself.</summary>
    internal const string Argument = "--fovea-decoder-process";

    /// <summary>The first line of a program's <c>Main</c>: where this process was started as a decoder it does not return.</summary>
    /// <param name="arguments">The program's arguments.</param>
    /// <param name="input">Opens standard input.</param>
    /// <param name="output">Opens standard output.</param>
    public static void RunIfAsked(IReadOnlyList<string> arguments, Func<Stream> input, Func<Stream> output)
    {
        ArgumentNullException.ThrowIfNull(arguments);
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        if (arguments is [Argument]) DecoderHost.Run(input(), output());
    }
}
