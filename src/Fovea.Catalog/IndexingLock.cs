using System.Globalization;
using Fovea.Catalog.Storage;

namespace Fovea.Catalog;

/// <summary>
/// The right to index: an exclusive lock of the operating system on index.lock, which ends with the process. Who holds it stands in a
/// second file, index.holder, because on some platforms a locked file cannot be read.
/// </summary>
internal sealed class IndexingLock(string dataFolder, TimeProvider time)
{
    // EWOULDBLOCK on Linux and on macOS; ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION on Windows.
    private static readonly int[] HeldCodes = OperatingSystem.IsWindows() ? [32, 33] : OperatingSystem.IsLinux() ? [11] : [35];

    private readonly string _lockPath = Path.Combine(dataFolder, "index.lock");
    private readonly string _holderPath = Path.Combine(dataFolder, "index.holder");

    public IDisposable? TryTake(out string? holder)
    {
        holder = null;
        try
        {
            var held = new Held(_lockPath, _holderPath);
            try
            {
                WriteHolder();
                return held;
            }
            catch
            {
                held.Dispose();
                throw;
            }
        }
        catch (IOException error) when (HeldCodes.Contains(error.HResult & 0xFFFF))
        {
            holder = ReadHolder();
            return null;
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw CatalogErrors.CannotLock(_lockPath, error);
        }
    }

    private static FileStream Open(string path, FileShare share)
    {
        var options = new FileStreamOptions { Mode = FileMode.OpenOrCreate, Access = FileAccess.ReadWrite, Share = share, BufferSize = 0 };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }

    // Replaced as a whole, so that nobody reads half of it.
    private void WriteHolder()
    {
        var unfinished = _holderPath + ".unfinished";
        File.Delete(unfinished);
        using (var file = Open(unfinished, FileShare.Read))
        using (var writer = new StreamWriter(file))
        {
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{Environment.ProcessId} {time.GetUtcNow().UtcTicks}"));
        }

        File.Move(unfinished, _holderPath, overwrite: true);
    }

    private string ReadHolder()
    {
        try
        {
            var parts = File.ReadAllText(_holderPath).Split(' ');
            if (parts.Length == 2
                && int.TryParse(parts[0], CultureInfo.InvariantCulture, out var process)
                && long.TryParse(parts[1], CultureInfo.InvariantCulture, out var ticks)
                && ticks >= 0 && ticks <= DateTime.MaxValue.Ticks)
            {
                return Describe(process, new DateTimeOffset(ticks, TimeSpan.Zero));
            }
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            // Taken this very moment, and not yet or no longer said by whom.
        }

        return "another process";
    }

    private string Describe(int process, DateTimeOffset since)
    {
        var local = TimeZoneInfo.ConvertTime(since, time.LocalTimeZone);
        var format = local.Date == time.GetLocalNow().Date ? "HH:mm" : "yyyy-MM-dd HH:mm";
        return string.Create(CultureInfo.InvariantCulture, $"process {process}, since {local.ToString(format, CultureInfo.InvariantCulture)}");
    }

    private sealed class Held(string lockPath, string holderPath) : IDisposable
    {
        private readonly FileStream _file = Open(lockPath, FileShare.None);
        private int _isReleased;

        public void Dispose()
        {
            // Once only: a second call would delete what the next holder wrote.
            if (Interlocked.Exchange(ref _isReleased, 1) != 0) return;
            try
            {
                File.Delete(holderPath);
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                // It is only for people to read; the next holder replaces it.
            }

            _file.Dispose();
        }
    }
}
