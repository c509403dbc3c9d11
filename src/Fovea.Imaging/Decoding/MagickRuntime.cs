using ImageMagick;
using ImageMagick.Configuration;

namespace Fovea.Imaging;

/// <summary>
/// ImageMagick, locked down for the whole process: only the coders of <see cref="FormatSniffer"/>'s list, no delegate programs, no files
/// named inside of files, no pixels on disk, one thread a picture.
/// </summary>
internal static class MagickRuntime
{
    /// <summary>Most bytes of pixels that all pictures in work may hold together; more than two pictures at the limits of the decoder.</summary>
    private const ulong PixelMemory = 3UL << 30;

    private const string Policy = """
        <?xml version="1.0" encoding="UTF-8"?>
        <policymap>
          <policy domain="delegate" rights="none" pattern="*" />
          <policy domain="filter" rights="none" pattern="*" />
          <policy domain="path" rights="none" pattern="@*" />
          <policy domain="path" rights="none" pattern="|*" />
          <policy domain="coder" rights="none" pattern="*" />
          <policy domain="coder" rights="read | write" pattern="{JPEG,JPG,PNG,PNG24,PNG32,RGB,XC}" />
          <policy domain="coder" rights="write" pattern="SIXEL" />
          <policy domain="coder" rights="read | write" pattern="{GIF,WEBP,TIFF,TIF,BMP,BMP2,BMP3,HEIC,AVIF,JXL,PSD,PSB,JP2,J2C,J2K,JPC}" />
          <policy domain="coder" rights="read | write" pattern="{PBM,PGM,PPM,PNM,PAM,PFM,ICO,CUR,PCX,SGI,DDS,QOI,EXR,SUN,JNG,HDR,FITS,FARBFELD,TGA}" />
          <policy domain="coder" rights="read | write" pattern="{DNG,DCRAW,CR2,CR3,CRW,NEF,NRW,ARW,SRF,SR2,RAF,ORF,RW2,RWL,PEF,SRW,X3F,ERF,KDC,DCR,K25,MRW,MEF,MOS,IIQ,3FR,FFF}" />
        </policymap>
        """;

    private static string? _folder;

    private static readonly Lazy<string> Started = new(Start);

    /// <summary>Locks the library down; later calls do nothing.</summary>
    public static void Initialize() => _ = Started.Value;

    /// <summary>
    /// Where everything goes that lies in files: the configuration, and the copies of their data that some coders read. To be called first;
    /// without it the system's temporary folder is used.
    /// </summary>
    public static void UseFolder(string folder) => _folder = folder;

    private static string Start()
    {
        var files = ConfigurationFiles.Default;
        files.Policy.Data = Policy;
        files.Delegates.Data = """<?xml version="1.0" encoding="UTF-8"?><delegatemap></delegatemap>""";
        var folder = _folder;
        if (folder is null)
        {
            folder = MagickNET.Initialize(files);
        }
        else
        {
            MagickNET.Initialize(files, folder);
            MagickNET.SetTempDirectory(folder);
        }

        AppDomain.CurrentDomain.ProcessExit += (_, _) => Delete(folder);
        ResourceLimits.Thread = 1;
        ResourceLimits.Disk = 0;
        ResourceLimits.Memory = PixelMemory;
        ResourceLimits.Area = PixelMemory;
        ResourceLimits.MaxMemoryRequest = PixelMemory;
        return folder;
    }

    private static void Delete(string folder)
    {
        try
        {
            Directory.Delete(folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A few small files stay in the temporary folder, which the system empties.
        }
    }
}
