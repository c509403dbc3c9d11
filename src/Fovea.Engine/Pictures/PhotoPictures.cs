using Fovea.Engine.Files;

namespace Fovea.Engine.Pictures;

/// <summary>Pictures of the library's photos, to be shown.</summary>
/// <remarks>
/// Thread-safe. A photo is named by its id, never by a path, and its file is read only if it really lies in a folder of the library at that moment.
/// What is wrong with a photo is an answer; only cancellation and errors of the catalog are thrown. Requests for the same picture share
/// one decode, which goes on as long as one of them waits.
/// </remarks>
/// <param name="catalog">The catalog.</param>
/// <param name="renderer">What decodes.</param>
/// <param name="thumbnails">The small copies.</param>
/// <param name="options">Limits.</param>
public sealed class PhotoPictures(IPhotoCatalog catalog, IPictureRenderer renderer, IThumbnailStore thumbnails, PhotoPicturesOptions options) : IDisposable
{
    private const string UnknownPhoto = "the library has no such photo";

    private readonly FileContentReader _reader = new(options.MaxFileSize);
    private readonly SharedWork<PictureKey, PictureAnswer> _work = new();
    private readonly PictureCache _cache = new(options.CacheBytes);
    private readonly SemaphoreSlim _turns = new(Math.Max(1, options.Decodes));

    /// <summary>The small copy: the one that is kept, or one made of the photo's file now, which is kept then.</summary>
    /// <exception cref="CatalogException">The catalog cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<PictureAnswer> GetThumbnailAsync(PhotoId photo, CancellationToken cancellationToken)
    {
        var (record, none) = Find(photo);
        if (none is not null) return none;
        return FindThumbnail(record!) ?? await MakeAsync(record!, ThumbnailSpec.Default, cancellationToken);
    }

    /// <summary>A picture of a given size; the small copy while the photo cannot be reached.</summary>
    /// <param name="photo">The photo.</param>
    /// <param name="longestSide">Pixels of the longer side at most.</param>
    /// <param name="cancellationToken">Stops waiting; the work too if nobody else waits for it.</param>
    /// <exception cref="CatalogException">The catalog cannot be read.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<PictureAnswer> GetPictureAsync(PhotoId photo, int longestSide, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(longestSide);
        var (record, none) = Find(photo);
        if (none is not null) return none;
        var answer = await MakeAsync(record!, ThumbnailSpec.Within(longestSide), cancellationToken);
        return answer is PictureAnswer.None { Why: NoPicture.Offline or NoPicture.Gone } ? FindThumbnail(record!) ?? answer : answer;
    }

    /// <summary>The photo's own file.</summary>
    /// <exception cref="CatalogException">The catalog cannot be read.</exception>
    public OriginalAnswer OpenOriginal(PhotoId photo)
    {
        if (catalog.GetPhotos([photo]) is not [var record]) return new OriginalAnswer.None(NoPicture.Unknown, UnknownPhoto);
        var file = OriginalFile.Find(record, catalog.GetRoots());
        if (file.Problem is { } problem) return new OriginalAnswer.None(problem.Why, problem.Reason);
        try
        {
            var content = new FileStream(FileContentReader.Open(file.RealPath!), FileAccess.Read);
            if (content.CanSeek) return new OriginalAnswer.Opened(record.Path, content);
            content.Dispose();
            return new OriginalAnswer.None(NoPicture.Refused, "it is no file");
        }
        catch (Exception e) when (e is FileNotFoundException or DirectoryNotFoundException)
        {
            return new OriginalAnswer.None(NoPicture.Gone, "the file is not there any more");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new OriginalAnswer.None(NoPicture.Failed, "the file cannot be opened");
        }
    }

    /// <inheritdoc />
    public void Dispose() => _turns.Dispose();

    private static string ETag(ContentHash hash, ThumbnailSpec size) => $"{hash}-{size.ShortSide}x{size.LongSide}";

    private (PhotoRecord? Record, PictureAnswer.None? None) Find(PhotoId photo) => catalog.GetPhotos([photo]) switch
    {
        [{ Status: PhotoStatus.Indexed } record] => (record, null),
        [{ Failure: { } failure }] => (null, new PictureAnswer.None(NoPicture.Failed, failure.Reason)),
        [{ What: { } what }] => (null, new PictureAnswer.None(NoPicture.Failed, $"it is no photo but: {what}")),
        _ => (null, new PictureAnswer.None(NoPicture.Unknown, UnknownPhoto)),
    };

    private PictureAnswer.Picture? FindThumbnail(PhotoRecord photo) =>
        photo.Hash is { } hash && thumbnails.Find(hash) is { } jpeg ? new PictureAnswer.Picture(jpeg, ETag(hash, ThumbnailSpec.Default)) : null;

    private async Task<PictureAnswer> MakeAsync(PhotoRecord photo, ThumbnailSpec size, CancellationToken cancellationToken)
    {
        var file = OriginalFile.Find(photo, catalog.GetRoots());
        if (file.Problem is { } problem) return problem;
        if (PictureKey.Of(file.RealPath!, size) is not { } key) return new PictureAnswer.None(NoPicture.Failed, "the file cannot be opened");
        return _cache.Find(key) ?? await _work.RunAsync(key, stop => DecodeInTurnAsync(key, photo, stop), cancellationToken);
    }

    private async Task<PictureAnswer> DecodeInTurnAsync(PictureKey key, PhotoRecord photo, CancellationToken cancellationToken)
    {
        await _turns.WaitAsync(cancellationToken);
        try
        {
            return Decode(key, photo, cancellationToken);
        }
        finally
        {
            _turns.Release();
        }
    }

    private PictureAnswer Decode(PictureKey key, PhotoRecord photo, CancellationToken cancellationToken)
    {
        var reading = _reader.Read(key.RealPath, cancellationToken);
        using var content = reading.Content;
        if (content is null)
        {
            return reading.IsGone
                ? new PictureAnswer.None(NoPicture.Gone, "the file is not there any more")
                : new PictureAnswer.None(NoPicture.Failed, reading.Failure!.Reason);
        }

        var name = PathText.ToDisplay(Path.GetFileName(key.RealPath));
        switch (renderer.Preview(new PhotoSource(name, content.Bytes), key.Size, PictureFormat.Jpeg, cancellationToken))
        {
            case PhotoPreview.Made made:
                var picture = new PictureAnswer.Picture(made.Bytes, ETag(content.Hash, key.Size));
                _cache.Add(key with { Stamp = content.Stamp }, picture);
                if (key.Size == ThumbnailSpec.Default && content.Hash == photo.Hash) thumbnails.Store(content.Hash, made.Bytes.Span);
                return picture;
            case PhotoPreview.Failed failed:
                if (failed.Failure.Kind == PhotoFailureKind.TimedOut) content.Abandon();
                return new PictureAnswer.None(NoPicture.Failed, failed.Failure.Reason);
            case var outcome:
                throw new InvalidOperationException($"Unexpected outcome {outcome.GetType().Name}.");
        }
    }
}
