namespace Fovea.Web.Hosting;

/// <summary>
/// One server for one data folder: a lock of the operating system on serve.lock, which ends with the process. Where the server is stands in
/// serve.address, with the key, readable by nobody but its owner.
/// </summary>
internal sealed class RunningServer : IDisposable
{
    // EWOULDBLOCK on Linux and on macOS; ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.
    private static readonly int[] HeldCodes = OperatingSystem.IsWindows() ? [32, 33] : OperatingSystem.IsLinux() ? [11] : [35];

    private readonly FileStream _lock;
    private readonly string _addressPath;

    private RunningServer(FileStream held, string addressPath) => (_lock, _addressPath) = (held, addressPath);

    /// <summary>Takes the right to serve a data folder, which must be there.</summary>
    /// <exception cref="WebServerException">Another process has it.</exception>
    public static RunningServer Take(string dataFolder)
    {
        var addressPath = Path.Combine(dataFolder, "serve.address");
        try
        {
            return new RunningServer(Open(Path.Combine(dataFolder, "serve.lock"), FileMode.OpenOrCreate, FileShare.None), addressPath);
        }
        catch (IOException e) when (HeldCodes.Contains(e.HResult & 0xFFFF))
        {
            var address = Read(addressPath);
            throw new WebServerException($"'fovea serve' runs already for this library{(address is null ? string.Empty : $": {address}")}", e) { RunningAt = address };
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new WebServerException($"{PathText.ToDisplay(dataFolder)} cannot be written to: {e.Message}. Check its rights.", e);
        }
    }

    /// <summary>Tells a second server where this one is.</summary>
    public void Tell(Uri address)
    {
        // Replaced as a whole, so that nobody reads half of it, and never another's file with wider rights.
        var unfinished = _addressPath + ".unfinished";
        File.Delete(unfinished);
        using (var file = Open(unfinished, FileMode.CreateNew, FileShare.Read))
        using (var writer = new StreamWriter(file))
        {
            writer.Write(address.AbsoluteUri);
        }

        File.Move(unfinished, _addressPath, overwrite: true);
    }

    public void Dispose()
    {
        try
        {
            File.Delete(_addressPath);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Its key works no longer, and the next server replaces it.
        }

        _lock.Dispose();
    }

    private static FileStream Open(string path, FileMode mode, FileShare share)
    {
        var options = new FileStreamOptions { Mode = mode, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    private static Uri? Read(string path)
    {
        try
        {
            return Uri.TryCreate(File.ReadAllText(path), UriKind.Absolute, out var address) && address.IsLoopback && address.Scheme == Uri.UriSchemeHttp ? address : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It has just begun, and not said yet where.
            return null;
        }
    }
}
