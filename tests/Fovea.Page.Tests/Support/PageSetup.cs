namespace Fovea.Page.Tests.Support;

/// <summary>Who looks at the page, and through what.</summary>
internal sealed record PageSetup
{
    public int Width { get; init; } = 1440;

    public int Height { get; init; } = 900;

    public bool IsDark { get; init; }

    public bool IsStill { get; init; }

    public bool IsTouch { get; init; }

    public string Locale { get; init; } = "en-GB";

    /// <summary>Runs in every page before its own scripts.</summary>
    public string Script { get; init; } = string.Empty;

    public BrowserNewContextOptions ToOptions() => new()
    {
        ViewportSize = new ViewportSize { Width = Width, Height = Height },
        ColorScheme = IsDark ? ColorScheme.Dark : ColorScheme.Light,
        ReducedMotion = IsStill ? ReducedMotion.Reduce : ReducedMotion.NoPreference,
        HasTouch = IsTouch,
        Locale = Locale,
        TimezoneId = "Europe/Berlin",
        Permissions = ["clipboard-read", "clipboard-write"],
    };
}
