using System.Security.Cryptography;

namespace Fovea.Engine.Desktop;

/// <summary>What was moved to the trash lately, so that it can be undone. Not thread-safe.</summary>
internal sealed class TrashHistory
{
    private const int MaxOperations = 100;
    private const int MaxPhotos = 20_000; // some 40 MB with vectors of 512 numbers

    private readonly LinkedList<(string Token, IReadOnlyList<TrashedPhoto> Photos)> _operations = new();

    /// <summary>Remembers an operation, and forgets the oldest where there are too many. The newest is always kept.</summary>
    /// <param name="photos">What was moved.</param>
    /// <param name="token">What to call it; null: a new name.</param>
    public string Add(IReadOnlyList<TrashedPhoto> photos, string? token = null)
    {
        token ??= RandomNumberGenerator.GetHexString(32, lowercase: true);
        _operations.AddLast((token, photos));
        while (_operations.Count > 1 && (_operations.Count > MaxOperations || _operations.Sum(operation => operation.Photos.Count) > MaxPhotos))
        {
            _operations.RemoveFirst();
        }

        return token;
    }

    /// <summary>Takes an operation out; null if it is not remembered.</summary>
    public IReadOnlyList<TrashedPhoto>? Take(string token)
    {
        for (var node = _operations.First; node is not null; node = node.Next)
        {
            if (node.Value.Token != token) continue;
            _operations.Remove(node);
            return node.Value.Photos;
        }

        return null;
    }
}
