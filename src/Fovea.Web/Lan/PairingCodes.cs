using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace Fovea.Web.Lan;

/// <summary>
/// Codes that a person reads off this machine and types on another device, or scans. One code at a time, valid for five minutes, for one
/// device and five wrong tries: of 2^40 codes that lets one guess in 2 × 10^11 succeed. An address that was wrong waits twice as long each time.
/// </summary>
/// <remarks>Thread-safe. Nothing is stored: no code outlives the process.</remarks>
/// <param name="time">The clock.</param>
public sealed class PairingCodes(TimeProvider time)
{
    private const string Alphabet = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"; // neither 0 and O nor 1 and I
    private const int Length = 8;
    private const int MaxWrong = 5;
    private const int MaxAddresses = 1000;

    private static readonly TimeSpan ValidFor = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(1);

    private readonly Lock _gate = new();
    private readonly Dictionary<IPAddress, (int Wrong, DateTimeOffset Next)> _addresses = [];
    private (string Text, DateTimeOffset Expires, int Wrong)? _active;

    /// <summary>Makes a code; the one before is void.</summary>
    public PairingCode Create()
    {
        var text = RandomNumberGenerator.GetString(Alphabet, Length);
        lock (_gate)
        {
            _active = (text, time.GetUtcNow() + ValidFor, 0);
            return new PairingCode($"{text[..(Length / 2)]}-{text[(Length / 2)..]}", _active.Value.Expires);
        }
    }

    /// <summary>Uses a code up, if it is the right one.</summary>
    /// <param name="code">As typed: small letters, spaces and dashes do not matter.</param>
    /// <param name="address">Where the device is.</param>
    public PairingTry Redeem(string code, IPAddress address)
    {
        ArgumentNullException.ThrowIfNull(code);
        ArgumentNullException.ThrowIfNull(address);
        var typed = Encoding.UTF8.GetBytes(new string([.. code.Take(64).Where(char.IsAsciiLetterOrDigit)]).ToUpperInvariant());
        var sender = Sender(address);
        lock (_gate)
        {
            var now = time.GetUtcNow();
            var (wrong, next) = _addresses.GetValueOrDefault(sender);
            if (now < next) return new PairingTry(PairingResult.TooSoon, next - now);
            if (_active is not { } active || now >= active.Expires) return new PairingTry(PairingResult.NoCode, TimeSpan.Zero);
            if (CryptographicOperations.FixedTimeEquals(typed, Encoding.UTF8.GetBytes(active.Text)))
            {
                _active = null;
                _addresses.Remove(sender);
                return new PairingTry(PairingResult.Accepted, TimeSpan.Zero);
            }

            _active = active.Wrong + 1 < MaxWrong ? active with { Wrong = active.Wrong + 1 } : null;
            var wait = TimeSpan.FromSeconds(Math.Min(LongestWait.TotalSeconds, Math.Pow(2, wrong)));
            Remember(sender, wrong + 1, now + wait, now);
            return new PairingTry(PairingResult.Wrong, wait);
        }
    }

    private void Remember(IPAddress sender, int wrong, DateTimeOffset next, DateTimeOffset now)
    {
        if (_addresses.Count >= MaxAddresses)
        {
            foreach (var old in _addresses.Where(entry => entry.Value.Next < now).Select(entry => entry.Key).ToList()) _addresses.Remove(old);
        }

        if (_addresses.Count < MaxAddresses) _addresses[sender] = (Math.Min(wrong, 16), next);
    }

    // One machine may take any of the 2^64 addresses of its IPv6 network.
    private static IPAddress Sender(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) return address.MapToIPv4();
        if (address.AddressFamily != System.Net.Sockets.AddressFamily.InterNetworkV6) return address;
        var bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
