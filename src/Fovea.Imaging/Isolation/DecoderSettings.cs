using System.Globalization;

namespace Fovea.Imaging;

/// <summary>What a parent tells its decoder's process at the start, in its environment.</summary>
/// <param name="MaxMemory">Most bytes of memory; 0: any.</param>
/// <param name="Folder">A folder of its own for temporary files.</param>
internal sealed record DecoderSettings(long MaxMemory, string Folder)
{
    private const string MemoryVariable = "FOVEA_DECODER_MEMORY";
    private const string FolderVariable = "FOVEA_DECODER_FOLDER";

    /// <summary>Settings with a new folder.</summary>
    /// <exception cref="IOException">The folder cannot be made.</exception>
    public static DecoderSettings Create(long maxMemory) => new(maxMemory, Directory.CreateTempSubdirectory("fovea-decoder-").FullName);

    /// <summary>In the decoder's process: what its parent said.</summary>
    public static DecoderSettings FromEnvironment() => new(
        long.TryParse(Environment.GetEnvironmentVariable(MemoryVariable), NumberStyles.None, CultureInfo.InvariantCulture, out var bytes) ? bytes : 0,
        Environment.GetEnvironmentVariable(FolderVariable) ?? throw new InvalidOperationException("A decoder's process is started by its parent only."));

    /// <summary>Writes them down for the process to be started.</summary>
    public void WriteTo(IDictionary<string, string?> environment)
    {
        environment[MemoryVariable] = MaxMemory.ToString(CultureInfo.InvariantCulture);
        environment[FolderVariable] = Folder;
    }

    /// <summary>Deletes the folder. Both sides do it: either may have died.</summary>
    public void Delete()
    {
        try
        {
            Directory.Delete(Folder, recursive: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Deleted already, or left to the system.
        }
    }
}
