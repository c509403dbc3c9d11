using System.Reflection;
using Fovea.Web.Api.Contracts;
using Fovea.Web.Lan;
using Fovea.Web.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Fovea.Web.Api;

/// <summary>Who is signed in.</summary>
internal static class SessionEndpoints
{
    private static readonly string Version =
        typeof(SessionEndpoints).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "0";

    private static readonly string[] Languages = ["en", "de", "zh"];

    public static void Map(IEndpointRouteBuilder api) => api.MapRead("/session", Get).Describe("getSession", "Who is signed in, and what they may do.");

    private static SessionAnswer Get(HttpContext context, LanMode lan, Lazy<LanAccess> access)
    {
        var visitor = Visitor.Of(context);
        var isLocal = visitor.IsLocal;
        return new SessionAnswer(Version, isLocal, visitor.DeviceName, ToState(lan, access, isLocal), new Permissions(isLocal, isLocal, isLocal), Languages);
    }

    // What is wrong is for the person who can set it right; it names folders of theirs.
    private static LanState ToState(LanMode lan, Lazy<LanAccess> access, bool isLocal) => lan.Address is { } address
        ? new LanState(true, address.Uris[0].AbsoluteUri, isLocal ? access.Value.Message : null)
        : new LanState(false, null, isLocal ? lan.Problem : null);
}
