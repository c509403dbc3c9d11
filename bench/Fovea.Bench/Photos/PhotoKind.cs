using System.Diagnostics;
using System.Globalization;
using ImageMagick;

namespace Fovea.Bench.Photos;

/// <summary>A kind of file that <see cref="MakePhotos"/> writes.</summary>
/// <param name="Extension">With its dot.</param>
/// <param name="Format">What ImageMagick writes, or hands to heif-enc.</param>
/// <param name="HeifEnc">Arguments for heif-enc (Debian: libheif-examples) where the library cannot write the kind itself; null otherwise.</param>
internal sealed record PhotoKind(string Extension, MagickFormat Format, string[]? HeifEnc = null)
{
    /// <summary>What phones put beside their photos.</summary>
    private const string ThumbnailSide = "320";

    /// <summary>Whether a preview of 1,620 pixels is appended, as cameras do.</summary>
    public bool HasPreview { get; init; }

    public static bool TryParse(string name, out PhotoKind kind)
    {
        kind = name switch
        {
            "jpeg" => new(".jpg", MagickFormat.Jpeg),
            "progressive" => new(".jpg", MagickFormat.Pjpeg),
            "preview" => new(".jpg", MagickFormat.Jpeg) { HasPreview = true },
            "png" => new(".png", MagickFormat.Png24),
            "webp" => new(".webp", MagickFormat.WebP),
            "heic" => new(".heic", MagickFormat.Png24, []),
            "heic-thumbnail" => new(".heic", MagickFormat.Png24, ["-t", ThumbnailSide]),
            "avif" => new(".avif", MagickFormat.Png24, ["-A", "-p", "speed=9"]),
            "avif-thumbnail" => new(".avif", MagickFormat.Png24, ["-A", "-p", "speed=9", "-t", ThumbnailSide]),
            _ => null!,
        };
        return kind is not null;
    }

    public void Write(MagickImage photo, string path, int quality)
    {
        photo.Quality = (uint)quality;
        if (HeifEnc is null)
        {
            photo.Settings.SetDefine(MagickFormat.Jpeg, "sampling-factor", "4:2:0");
            if (HasPreview) File.WriteAllBytes(path, AppendedPreview.Write(photo, Format));
            else photo.Write(path, Format);
            return;
        }

        var picture = path + ".png";
        try
        {
            photo.Quality = 10;
            photo.Write(picture, Format);
            using var program = Process.Start(new ProcessStartInfo("heif-enc", ["-q", quality.ToString(CultureInfo.InvariantCulture), .. HeifEnc, "-o", path, picture]))
                ?? throw new InvalidOperationException("heif-enc does not start.");
            program.WaitForExit();
            if (program.ExitCode != 0) throw new InvalidOperationException($"heif-enc ended with {program.ExitCode}.");
        }
        finally
        {
            File.Delete(picture);
        }
    }
}
