using System.Net;
using System.Security.Cryptography.X509Certificates;

namespace Fovea.Web.Lan;

/// <summary>What a certificate is valid for.</summary>
/// <param name="Names">Names of a machine.</param>
/// <param name="Addresses">Its addresses.</param>
internal sealed record CertificateNames(IReadOnlyList<string> Names, IReadOnlyList<IPAddress> Addresses)
{
    private const int Most = 16; // of those that are kept from before

    /// <summary>The names under which a machine is found in a home network.</summary>
    public static IReadOnlyList<string> OfThisMachine(string machineName)
    {
        var name = machineName.Split('.')[0].ToLowerInvariant();
        return name.Length is > 0 and <= 63 && name.All(c => char.IsAsciiLetterOrDigit(c) || c == '-') ? ["localhost", name, $"{name}.local"] : ["localhost"];
    }

    /// <summary>What a certificate says.</summary>
    public static CertificateNames Of(X509Certificate2 certificate)
    {
        var extension = certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().FirstOrDefault();
        return extension is null ? new([], []) : new([.. extension.EnumerateDnsNames()], [.. extension.EnumerateIPAddresses()]);
    }

    /// <summary>Whether all of the others are among these.</summary>
    public bool Contains(CertificateNames others) =>
        others.Names.All(name => Names.Contains(name, StringComparer.OrdinalIgnoreCase)) && others.Addresses.All(Addresses.Contains);

    /// <summary>These, and as many of the others as there is room for.</summary>
    public CertificateNames With(CertificateNames others) => new(
        [.. Names.Union(others.Names, StringComparer.OrdinalIgnoreCase).Take(Math.Max(Most, Names.Count))],
        [.. Addresses.Union(others.Addresses).Take(Math.Max(Most, Addresses.Count))]);

    /// <summary>As a certificate's extension.</summary>
    public X509Extension ToExtension()
    {
        var builder = new SubjectAlternativeNameBuilder();
        foreach (var name in Names) builder.AddDnsName(name);
        foreach (var address in Addresses) builder.AddIpAddress(address);
        return builder.Build();
    }
}
