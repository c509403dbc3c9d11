using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Fovea.Web.Lan;

/// <summary>The devices of the home network that a person paired, each known by a token of 256 bits of which only the hash is kept.</summary>
/// <remarks>
/// Thread-safe. One process at a time has a data folder's registry. When a device was last seen is written at most once an hour for each,
/// and on <see cref="Dispose"/>; all else is on the disk when a method returns.
/// </remarks>
public sealed class DeviceRegistry : IDisposable
{
    private const int TokenBytes = 32;
    private const int MaxNameLength = 60;

    private static readonly TimeSpan LazyFor = TimeSpan.FromHours(1);

    private readonly Lock _gate = new();
    private readonly DeviceFile _file;
    private readonly TimeProvider _time;
    private readonly List<StoredDevice> _devices;
    private DateTimeOffset _written;
    private bool _isChanged;

    /// <summary>Reads the devices of a data folder.</summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="LanException">The file cannot be read, or a newer Fovea wrote it.</exception>
    public DeviceRegistry(string dataFolder, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataFolder);
        ArgumentNullException.ThrowIfNull(time);
        _file = new DeviceFile(dataFolder, time);
        _time = time;
        _devices = [.. _file.Read()];
        _written = time.GetUtcNow();
    }

    /// <summary>What a person should be told of the stored list (it was damaged, for example); null: nothing.</summary>
    public string? Message => _file.Message;

    /// <summary>The devices, newest last.</summary>
    public IReadOnlyList<Device> List()
    {
        lock (_gate) return _devices.ConvertAll(device => device.ToDevice());
    }

    /// <summary>Adds a device and makes its token.</summary>
    /// <param name="name">What the person calls it; shortened to 60 characters, without control characters; may be empty.</param>
    /// <exception cref="LanException">It could not be stored; it was not added.</exception>
    public PairedDevice Add(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        var token = RandomNumberGenerator.GetBytes(TokenBytes);
        var device = new StoredDevice(
            RandomNumberGenerator.GetHexString(16, lowercase: true), Clean(name), _time.GetUtcNow(), null, Convert.ToHexStringLower(SHA256.HashData(token)));
        lock (_gate)
        {
            Store([.. _devices, device]);
            _devices.Add(device);
        }

        return new PairedDevice(device.ToDevice(), Base64Url.EncodeToString(token));
    }

    /// <summary>The device with a token, which has thereby been seen; null if there is none (any more). Takes as long for a wrong token as for a right one.</summary>
    /// <param name="token">What the device showed; any text.</param>
    public Device? Find(string token)
    {
        ArgumentNullException.ThrowIfNull(token);
        Span<byte> bytes = stackalloc byte[TokenBytes];
        if (token.Length != Base64Url.GetEncodedLength(TokenBytes)) return null;
        if (Base64Url.DecodeFromChars(token, bytes, out _, out var length) != OperationStatus.Done || length != TokenBytes) return null;
        var hash = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(SHA256.HashData(bytes)));
        lock (_gate)
        {
            var found = -1;
            for (var i = 0; i < _devices.Count; i++)
            {
                if (CryptographicOperations.FixedTimeEquals(hash, Encoding.ASCII.GetBytes(_devices[i].TokenHash))) found = i;
            }

            return found < 0 ? null : See(found);
        }
    }

    /// <summary>Whether a device is still paired.</summary>
    /// <param name="id">Its id.</param>
    public bool Contains(string id)
    {
        lock (_gate) return _devices.Exists(device => device.Id == id);
    }

    /// <summary>Takes a device's access away; whether there was such a device.</summary>
    /// <exception cref="LanException">It could not be stored. Until this process ends the device has no access all the same.</exception>
    public bool Revoke(string id)
    {
        lock (_gate)
        {
            if (_devices.RemoveAll(device => device.Id == id) == 0) return false;
            Store(_devices);
            return true;
        }
    }

    /// <summary>Writes when devices were last seen.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            if (_isChanged) TryStore();
        }
    }

    private Device See(int index)
    {
        var now = _time.GetUtcNow();
        _devices[index] = _devices[index] with { LastSeen = now };
        _isChanged = true;
        if (now - _written >= LazyFor) TryStore();
        return _devices[index].ToDevice();
    }

    private void TryStore()
    {
        try
        {
            Store(_devices);
        }
        catch (LanException)
        {
            _written = _time.GetUtcNow(); // a full disk must not turn devices away; tried again in an hour
        }
    }

    private void Store(List<StoredDevice> devices)
    {
        _file.Write(devices);
        (_written, _isChanged) = (_time.GetUtcNow(), false);
    }

    /// <summary>A name as it is kept and shown.</summary>
    internal static string Clean(string name)
    {
        var text = new StringBuilder();
        foreach (var rune in name.Trim().EnumerateRunes())
        {
            if (text.Length + rune.Utf16SequenceLength > MaxNameLength) break;
            if (!Rune.IsControl(rune) && Rune.GetUnicodeCategory(rune) != UnicodeCategory.Format && rune != Rune.ReplacementChar) text.Append(rune.ToString());
        }

        return text.ToString().Trim();
    }
}
