using System.CommandLine;
using Fovea.Hosting;

namespace Fovea.Cli;

/// <summary>Options that mean the same everywhere.</summary>
internal static class CommonOptions
{
    public static Option<string?> Home { get; } = new("--home")
    {
        Description = "Where Fovea keeps its index. Default: $FOVEA_HOME, else the platform's data folder.",
        HelpName = "DIR",
        Recursive = true,
    };

    public static Option<string?> Model { get; } = new("--model")
    {
        Description = "The model to use this time: a name from 'fovea models list', or a folder with a CLIP model.",
        HelpName = "NAME|DIR",
        Recursive = true,
    };

    public static Option<string?> Device { get; } = CreateDevice();

    public static Option<bool> Quiet { get; } = new("--quiet", "-q")
    {
        Description = "Say nothing on standard error but errors.",
        Recursive = true,
    };

    public static Option<bool> Json { get; } = new("--json") { Description = "One JSON document on standard output." };

    private static Option<string?> CreateDevice()
    {
        var option = new Option<string?>("--device")
        {
            Description = "What computes the vectors of pictures. Default: cpu. The others need a program that was built with them.",
            HelpName = string.Join('|', FoveaOptions.Devices),
            Recursive = true,
        };
        option.AcceptOnlyFromAmong([.. FoveaOptions.Devices]);
        return option;
    }

    public static void AddTo(RootCommand root)
    {
        root.Options.Add(Home);
        root.Options.Add(Model);
        root.Options.Add(Device);
        root.Options.Add(Quiet);
    }
}
