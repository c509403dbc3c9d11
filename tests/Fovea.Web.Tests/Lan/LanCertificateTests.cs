using System.Net;
using System.Net.Security;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Fovea.Web.Lan;

namespace Fovea.Web.Tests.Lan;

public sealed class LanCertificateTests : IDisposable
{
    private static readonly IPAddress Home = IPAddress.Parse("192.168.1.10");
    private static readonly IPAddress Office = IPAddress.Parse("10.0.0.10");

    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_FirstTime_MakesACertificateOfAServerForAYear()
    {
        using var made = Open([Home, IPAddress.Parse("fd00::1")]);
        var certificate = made.Certificate;

        Assert.True(certificate.HasPrivateKey);
        Assert.Equal("1.2.840.10045.2.1", certificate.PublicKey.Oid.Value);
        Assert.Equal(TimeSpan.FromDays(397), certificate.NotAfter - certificate.NotBefore);
        Assert.True(certificate.MatchesHostname("192.168.1.10") && certificate.MatchesHostname("pc.local") && certificate.MatchesHostname("fd00::1"));
        Assert.False(certificate.MatchesHostname("192.168.1.11"));
        Assert.False(Assert.Single(certificate.Extensions.OfType<X509BasicConstraintsExtension>()).CertificateAuthority);
        Assert.Equal(certificate.GetCertHashString(HashAlgorithmName.SHA256), made.Fingerprint.Replace(":", "", StringComparison.Ordinal));
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
    }

    [Fact]
    public void Open_Again_IsTheSame()
    {
        using var first = Open([Home]);
        using var second = Open([Home]);

        Assert.Equal(first.Fingerprint, second.Fingerprint);
        Assert.True(second.Certificate.HasPrivateKey);
    }

    [Fact]
    public void Open_NewAddress_IsAddedAndTheOldOnesStay()
    {
        using var home = Open([Home]);
        using var office = Open([Office]);
        using var homeAgain = Open([Home]);

        Assert.NotEqual(home.Fingerprint, office.Fingerprint);
        Assert.Equal(office.Fingerprint, homeAgain.Fingerprint);
        Assert.True(homeAgain.Certificate.MatchesHostname("10.0.0.10"));
    }

    [Fact]
    public void Open_ManyAddressesOverTime_KeepsTheLatest()
    {
        for (var i = 1; i <= 30; i++) Open([IPAddress.Parse($"10.0.0.{i}")]).Dispose();

        using var last = Open([Home]);

        Assert.Equal(16, last.Certificate.Extensions.OfType<X509SubjectAlternativeNameExtension>().Single().EnumerateIPAddresses().Count());
        Assert.True(last.Certificate.MatchesHostname("192.168.1.10"));
    }

    [Fact]
    public void Open_SoonExpired_IsRenewed()
    {
        using var first = Open([Home]);

        _time.Advance(TimeSpan.FromDays(388));
        using var same = Open([Home]);
        _time.Advance(TimeSpan.FromDays(2));
        using var renewed = Open([Home]);

        Assert.Equal(first.Fingerprint, same.Fingerprint);
        Assert.NotEqual(first.Fingerprint, renewed.Fingerprint);
    }

    [Fact]
    public void Open_DamagedFile_IsReplaced()
    {
        File.WriteAllText(FilePath, "nonsense");

        using var made = Open([Home]);
        using var again = Open([Home]);

        Assert.Equal(made.Fingerprint, again.Fingerprint);
    }

    [Fact]
    public async Task Certificate_InAHandshake_IsAccepted()
    {
        using var made = Open([Home]);
        var (client, server) = Pipes.Create();
        using var ours = new SslStream(server);
        using var theirs = new SslStream(client, false, (_, certificate, _, _) => certificate!.GetCertHashString(HashAlgorithmName.SHA256) == made.Certificate.GetCertHashString(HashAlgorithmName.SHA256));

        await Task.WhenAll(
            ours.AuthenticateAsServerAsync(made.Certificate),
            theirs.AuthenticateAsClientAsync("192.168.1.10"));

        Assert.True(ours.IsEncrypted && theirs.IsEncrypted);
    }

    [Fact]
    public void Open_ThisMachine_IsForItsPrivateAddresses()
    {
        using var made = LanCertificate.Open(_folder.Path, TimeProvider.System);

        Assert.True(made.Certificate.MatchesHostname("localhost"));
        Assert.All(LanAddresses.Find(), address => Assert.True(made.Certificate.MatchesHostname(address.ToString())));
    }

    [Theory]
    [InlineData("PC-1", "localhost,pc-1,pc-1.local")]
    [InlineData("mac.fritz.box", "localhost,mac,mac.local")]
    [InlineData("Müllers PC", "localhost")]
    [InlineData("", "localhost")]
    public void Names_OfAMachine_AreThoseThatFitACertificate(string machine, string expected) =>
        Assert.Equal(expected, string.Join(',', CertificateNames.OfThisMachine(machine)));

    private string FilePath => _folder["lan-certificate.pfx"];

    private LanCertificate Open(IReadOnlyList<IPAddress> addresses) => LanCertificate.Open(_folder.Path, ["localhost", "pc", "pc.local"], addresses, _time);
}
