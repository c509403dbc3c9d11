namespace Fovea.Engine.Indexing;

/// <summary>Photos that could get no vector of the next model, so that a run that does a piece of the work does not try them again with each piece.</summary>
internal sealed class ImpossiblePhotos
{
    private readonly HashSet<PhotoId> _photos = [];
    private EmbeddingSpace? _space;

    public int Count => _photos.Count;

    /// <summary>Begins a run: all but one that goes on with a piece tries every photo, as does one for another model.</summary>
    public void Begin(EmbeddingSpace space, IndexRequest request)
    {
        if (_space != space || request.ChangeLimit is null || request.Targets.Count > 0) _photos.Clear();
        _space = space;
    }

    public bool Contains(PhotoId photo) => _photos.Contains(photo);

    public void Add(IEnumerable<PhotoId> photos) => _photos.UnionWith(photos);
}
