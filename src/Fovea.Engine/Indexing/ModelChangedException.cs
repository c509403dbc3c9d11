namespace Fovea.Engine.Indexing;

/// <summary>Another model is in use since the indexer was made: what it indexed now would not be found. Take the indexer of that model and run again.</summary>
public sealed class ModelChangedException : FoveaException
{
    /// <summary>Creates the error.</summary>
    public ModelChangedException()
        : base("Another model is in use now. Index again.", null)
    {
    }
}
