using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Fovea.Web.Lan;

/// <summary>
/// The certificate with which this machine encrypts what it says to devices of the home network: made by itself (ECDSA, P-256), so that browsers
/// warn until the person has compared the fingerprint and accepted it.
/// </summary>
/// <remarks>Thread-safe. In lan-certificate.pfx in the data folder, with its key, for the owner alone.</remarks>
public sealed class LanCertificate : IDisposable
{
    // What Apple's systems accept at most, and a day for clocks that differ.
    private static readonly TimeSpan ValidFor = TimeSpan.FromDays(396);
    private static readonly TimeSpan ValidBefore = TimeSpan.FromDays(1);
    private static readonly TimeSpan RenewWithin = TimeSpan.FromDays(7);

    private LanCertificate(X509Certificate2 certificate) => Certificate = certificate;

    /// <summary>The certificate with its private key. Lives as long as this object.</summary>
    public X509Certificate2 Certificate { get; }

    /// <summary>SHA-256 of the certificate as browsers show it: 32 pairs of hexadecimal digits with colons.</summary>
    public string Fingerprint => string.Join(':', SHA256.HashData(Certificate.RawData).Select(b => b.ToString("X2", System.Globalization.CultureInfo.InvariantCulture)));

    /// <summary>The certificate of this machine under its present names and private addresses.</summary>
    /// <inheritdoc cref="Open(string, IReadOnlyList{string}, IReadOnlyList{IPAddress}, TimeProvider)"/>
    public static LanCertificate Open(string dataFolder, TimeProvider time) =>
        Open(dataFolder, CertificateNames.OfThisMachine(Environment.MachineName), LanAddresses.Find(), time);

    /// <summary>
    /// The stored certificate, or a new one where there is none that is valid for another week and for all names and addresses. A new one keeps
    /// the names and addresses of the one before, so that a laptop that goes back and forth between two networks keeps its certificate.
    /// </summary>
    /// <param name="dataFolder">The data folder.</param>
    /// <param name="names">Names of the machine.</param>
    /// <param name="addresses">Addresses of the machine.</param>
    /// <param name="time">The clock.</param>
    /// <exception cref="LanException">It cannot be stored.</exception>
    public static LanCertificate Open(string dataFolder, IReadOnlyList<string> names, IReadOnlyList<IPAddress> addresses, TimeProvider time)
    {
        ArgumentException.ThrowIfNullOrEmpty(dataFolder);
        ArgumentNullException.ThrowIfNull(time);
        var wanted = new CertificateNames(names, addresses);
        var path = Path.Combine(dataFolder, "lan-certificate.pfx");
        var now = time.GetUtcNow();
        if (Load(path) is { } stored)
        {
            var has = CertificateNames.Of(stored);
            if (stored.NotBefore <= now && now < stored.NotAfter - RenewWithin && has.Contains(wanted)) return new LanCertificate(stored);
            wanted = wanted.With(has);
            stored.Dispose();
        }

        var made = Make(wanted, now);
        PrivateFile.Write(path, made);
        return new LanCertificate(X509CertificateLoader.LoadPkcs12(made, null));
    }

    /// <inheritdoc />
    public void Dispose() => Certificate.Dispose();

    private static byte[] Make(CertificateNames names, DateTimeOffset now)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Fovea on this home network", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.ToExtension());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: false, hasPathLengthConstraint: false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1")], critical: false)); // a server's
        using var certificate = request.CreateSelfSigned(now - ValidBefore, now + ValidFor);
        return certificate.Export(X509ContentType.Pkcs12);
    }

    // One that cannot be used is worth nothing: it is replaced.
    private static X509Certificate2? Load(string path)
    {
        try
        {
            if (!File.Exists(path)) return null;
            var certificate = X509CertificateLoader.LoadPkcs12FromFile(path, null);
            if (certificate.HasPrivateKey) return certificate;
            certificate.Dispose();
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return null;
        }

        return null;
    }
}
