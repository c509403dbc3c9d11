namespace Fovea.Imaging;

/// <summary>How a program starts its own decoder: the program and the arguments with which it calls <see cref="DecoderHost"/>.</summary>
/// <param name="FileName">The executable.</param>
/// <param name="Arguments">Its arguments.</param>
public sealed record DecoderCommand(string FileName, IReadOnlyList<string> Arguments)
{
    /// <summary>The running program itself, with one argument.</summary>
    /// <param name="argument">What tells the program that it is to be the decoder.</param>
    /// <returns>Null where the system does not tell how the program was started.</returns>
    public static DecoderCommand? ThisProgram(string argument)
    {
        if (Environment.ProcessPath is not { } program) return null;

        // Started as "dotnet fovea.dll", the running executable is not ours.
        var isHost = Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase);
        return isHost
            ? new DecoderCommand(program, ["exec", Path.GetFullPath(Environment.GetCommandLineArgs()[0]), argument])
            : new DecoderCommand(program, [argument]);
    }
}
