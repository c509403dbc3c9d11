namespace Fovea.Web.Security;

/// <summary>Marks a route that is there only while devices of the home network are let in.</summary>
internal sealed class LanMetadata
{
    private LanMetadata()
    {
    }

    public static LanMetadata Instance { get; } = new();
}
