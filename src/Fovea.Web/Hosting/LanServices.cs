using Fovea.Hosting;
using Fovea.Web.Lan;
using Fovea.Web.Security;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Web.Hosting;

/// <summary>What letting devices of the home network in needs. Until it is on, none of it is made and no file of it is touched.</summary>
internal static class LanServices
{
    public static void Add(IServiceCollection services, LanMode lan)
    {
        services.AddSingleton(lan);
        services.AddSingleton<PairingCodes>();
        services.AddSingleton<DeviceCookie>();
        services.AddSingleton<DeviceVisits>();
        services.AddSingleton<DeviceGuard>();
        services.AddSingleton(s => new DeviceRegistry(Folder(s), s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => LanCertificate.Open(
            Folder(s), CertificateNames.OfThisMachine(Environment.MachineName), lan.Address!.Addresses, s.GetRequiredService<TimeProvider>()));
        services.AddSingleton(s => new LanAccess(
            lan.Address!, s.GetRequiredService<LanCertificate>(), s.GetRequiredService<DeviceRegistry>(), s.GetRequiredService<PairingCodes>()));
        services.AddSingleton(s => new Lazy<LanAccess>(s.GetRequiredService<LanAccess>));
    }

    private static string Folder(IServiceProvider services) => services.GetRequiredService<DataFolder>().Path;
}
