using System.Globalization;
using Microsoft.AspNetCore.Http;

namespace Fovea.Web.Security;

/// <summary>
/// What a paired device proves itself with. The name's beginning lets browsers take it over encrypted connections only and from no other
/// name, so that nothing else in the network can put one in its place.
/// </summary>
internal sealed class DeviceCookie(ServerAddress address)
{
    // The longest that browsers keep one; it begins anew with every visit to the start.
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(400);

    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"__Host-fovea-{address.Port}");

    public string? Read(HttpRequest request) => request.Cookies[Name];

    public void Give(HttpResponse response, string token) => response.Cookies.Append(Name, token, Options(KeptFor));

    public void Take(HttpResponse response) => response.Cookies.Append(Name, string.Empty, Options(TimeSpan.Zero));

    private static CookieOptions Options(TimeSpan keptFor) =>
        new() { HttpOnly = true, Secure = true, SameSite = SameSiteMode.Strict, Path = "/", MaxAge = keptFor, IsEssential = true };
}
