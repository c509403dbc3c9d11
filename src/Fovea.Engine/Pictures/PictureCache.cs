namespace Fovea.Engine.Pictures;

/// <summary>The pictures that were used last, up to a number of bytes. Thread-safe.</summary>
internal sealed class PictureCache(long maxBytes)
{
    private readonly Lock _lock = new();
    private readonly Dictionary<PictureKey, LinkedListNode<(PictureKey Key, PictureAnswer.Picture Picture)>> _entries = [];
    private readonly LinkedList<(PictureKey Key, PictureAnswer.Picture Picture)> _recent = [];
    private long _bytes;

    public PictureAnswer.Picture? Find(PictureKey key)
    {
        lock (_lock)
        {
            if (!_entries.TryGetValue(key, out var entry)) return null;
            _recent.Remove(entry);
            _recent.AddFirst(entry);
            return entry.Value.Picture;
        }
    }

    public void Add(PictureKey key, PictureAnswer.Picture picture)
    {
        lock (_lock)
        {
            if (picture.Jpeg.Length > maxBytes || _entries.ContainsKey(key)) return;
            _entries.Add(key, _recent.AddFirst((key, picture)));
            _bytes += picture.Jpeg.Length;
            while (_bytes > maxBytes)
            {
                var (oldest, gone) = _recent.Last!.Value;
                _recent.RemoveLast();
                _entries.Remove(oldest);
                _bytes -= gone.Jpeg.Length;
            }
        }
    }
}
