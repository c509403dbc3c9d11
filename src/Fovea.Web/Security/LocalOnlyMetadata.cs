namespace Fovea.Web.Security;

/// <summary>Marks a route that paired devices may not use.</summary>
internal sealed class LocalOnlyMetadata
{
    private LocalOnlyMetadata()
    {
    }

    public static LocalOnlyMetadata Instance { get; } = new();
}
