using Fovea.Web.Security;

namespace Fovea.Web.Lan;

/// <summary>The way in for devices of the home network, while it is open.</summary>
/// <remarks>Thread-safe.</remarks>
public sealed class LanAccess
{
    private readonly LanCertificate _certificate;
    private readonly DeviceRegistry _devices;
    private readonly PairingCodes _codes;

    internal LanAccess(LanAddress address, LanCertificate certificate, DeviceRegistry devices, PairingCodes codes)
    {
        Addresses = address.Uris;
        (_certificate, _devices, _codes) = (certificate, devices, codes);
    }

    /// <summary>What a device opens: one address for each of this machine's in the network, best first; at least one.</summary>
    public IReadOnlyList<Uri> Addresses { get; }

    /// <summary>SHA-256 of the certificate, to be compared with what the device shows.</summary>
    public string Fingerprint => _certificate.Fingerprint;

    /// <summary>Whether any device is paired.</summary>
    public bool HasDevices => _devices.List().Count > 0;

    /// <summary>What a person should be told of the list of devices (it was damaged, for example); null: nothing.</summary>
    public string? Message => _devices.Message;

    /// <summary>Makes a code that lets one device in; the one before is void.</summary>
    public PairingOffer Offer()
    {
        var code = _codes.Create();
        return new PairingOffer(code, Addresses[0], new Uri(Addresses[0], "#" + code.Text));
    }
}
