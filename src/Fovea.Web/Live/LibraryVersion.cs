namespace Fovea.Web.Live;

/// <summary>A number that changes when photos come or go, be it in this process or another.</summary>
internal sealed class LibraryVersion(IPhotoCatalog catalog, Lazy<IDualEncoder> encoder)
{
    public long Read()
    {
        try
        {
            return catalog.GetSpaceVersion(encoder.Value.Space);
        }
        catch (FoveaException)
        {
            // The next call that needs the model or the catalog says what is wrong; a stream of events need not end for it.
            return 0;
        }
    }
}
