namespace Fovea.Hosting;

/// <summary>Where the product keeps its own files.</summary>
public sealed class DataFolder
{
    /// <summary>The folder that an option, the environment or the platform names, in this order.</summary>
    /// <param name="home">The option; null or empty: not given.</param>
    public DataFolder(string? home)
        : this(home, Environment.GetEnvironmentVariable)
    {
    }

    internal DataFolder(string? home, Func<string, string?> variable)
    {
        var named = string.IsNullOrEmpty(home) ? variable("FOVEA_HOME") : home;
        Path = System.IO.Path.GetFullPath(string.IsNullOrEmpty(named) ? PlatformFolder(variable) : named);
    }

    /// <summary>The folder, absolute.</summary>
    public string Path { get; }

    /// <summary>One folder a model.</summary>
    public string Models => System.IO.Path.Combine(Path, "models");

    private static string PlatformFolder(Func<string, string?> variable)
    {
        var user = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsWindows())
        {
            return System.IO.Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "Fovea");
        }

        if (OperatingSystem.IsMacOS()) return System.IO.Path.Combine(user, "Library", "Application Support", "Fovea");

        // The XDG specification: a relative path is invalid and ignored.
        var data = variable("XDG_DATA_HOME");
        return System.IO.Path.IsPathFullyQualified(data ?? string.Empty)
            ? System.IO.Path.Combine(data!, "fovea")
            : System.IO.Path.Combine(user, ".local", "share", "fovea");
    }
}
