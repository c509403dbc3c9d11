using System.Text;

namespace Fovea.Cli.Rendering;

/// <summary>Shows pictures in terminals that can.</summary>
internal sealed class TerminalPictures
{
    private const int LongestSide = 320;
    private const int KittyChunk = 4096;

    private readonly string _protocol;
    private readonly IPictureRenderer _renderer;

    private TerminalPictures(string protocol, IPictureRenderer renderer)
    {
        _protocol = protocol;
        _renderer = renderer;
    }

    /// <summary>For a protocol by name, or the terminal's own; null if none is known.</summary>
    public static TerminalPictures? Create(string? protocol, IPictureRenderer renderer)
    {
        var chosen = protocol is null or "auto" ? Detect(Environment.GetEnvironmentVariable) : protocol;
        return chosen is null ? null : new TerminalPictures(chosen, renderer);
    }

    /// <summary>What a terminal says of itself in its environment.</summary>
    public static string? Detect(Func<string, string?> variable)
    {
        var term = variable("TERM") ?? string.Empty;
        var program = variable("TERM_PROGRAM") ?? string.Empty;
        if (variable("KITTY_WINDOW_ID") is { Length: > 0 } || term is "xterm-kitty" or "xterm-ghostty" || program == "ghostty") return "kitty";
        if (program is "iTerm.app" or "WezTerm" or "mintty" or "vscode") return "iterm2";
        if (variable("WT_SESSION") is { Length: > 0 } || term.Contains("sixel", StringComparison.Ordinal) || term is "foot" or "foot-extra" or "mlterm" or "yaft-256color") return "sixel";
        return null;
    }

    /// <summary>The bytes that draw a photo, with a newline; empty if it cannot be shown (offline, damaged).</summary>
    public byte[] Show(string path, CancellationToken cancellationToken)
    {
        byte[] file;
        try
        {
            file = File.ReadAllBytes(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }

        var format = _protocol == "sixel" ? PictureFormat.Sixel : PictureFormat.Png;
        if (_renderer.Preview(new PhotoSource(Path.GetFileName(path), file), ThumbnailSpec.Within(LongestSide), format, cancellationToken) is not PhotoPreview.Made made) return [];
        var picture = made.Bytes.ToArray();
        return _protocol switch
        {
            "kitty" => Kitty(picture),
            "iterm2" => Encoding.ASCII.GetBytes($"\u001b]1337;File=inline=1;size={picture.Length}:{Convert.ToBase64String(picture)}\a\n"),
            _ => [.. picture, (byte)'\n'],
        };
    }

    // https://sw.kovidgoyal.net/kitty/graphics-protocol/: base64 in chunks of 4,096 bytes, all but the last marked m=1.
    private static byte[] Kitty(byte[] png)
    {
        var data = Convert.ToBase64String(png);
        var text = new StringBuilder(data.Length + 256);
        for (var i = 0; i < data.Length; i += KittyChunk)
        {
            var isLast = i + KittyChunk >= data.Length;
            text.Append("\u001b_G").Append(i == 0 ? "a=T,f=100,q=2," : string.Empty).Append(isLast ? "m=0;" : "m=1;")
                .Append(data.AsSpan(i, Math.Min(KittyChunk, data.Length - i))).Append("\u001b\\");
        }

        return Encoding.ASCII.GetBytes(text.Append('\n').ToString());
    }
}
