using Fovea.Hosting;

namespace Fovea.Web.Live;

/// <summary>A number that changes when photos come or go, be it in this process or another.</summary>
internal sealed class LibraryVersion(IPhotoCatalog catalog, CurrentModel model)
{
    public long Read()
    {
        try
        {
            return catalog.GetSpaceVersion(model.Get().Encoder.Space);
        }
        catch (FoveaException)
        {
            // The next call that needs the model or the catalog says what is wrong; a stream of events need not end for it.
            return 0;
        }
    }
}
