using Fovea.Engine.Pictures;
using Fovea.Imaging;
using Fovea.Testing;

namespace Fovea.Engine.Tests;

public sealed class PhotoPicturesTests : IDisposable
{
    private readonly TestLibrary _library = new();
    private readonly CountingRenderer _renderer = new(new MagickPictureRenderer(new DecodeLimits()));
    private readonly PhotoPictures _pictures;

    public PhotoPicturesTests() =>
        _pictures = new PhotoPictures(_library.Catalog, _renderer, _library.Thumbnails, new PhotoPicturesOptions { Decodes = 2 });

    public void Dispose()
    {
        _pictures.Dispose();
        _library.Dispose();
    }

    [Fact]
    public async Task GetThumbnail_OfAnIndexedPhoto_IsTheOneThatIsKept()
    {
        var id = await AddAsync("a.png");
        var picture = await ThumbnailAsync(id);

        Assert.Equal(_library.Thumbnails.Find(Hash("a.png")), picture.Jpeg.ToArray());
        Assert.Equal($"{Hash("a.png")}-256x768", picture.ETag);
        Assert.Equal(0, _renderer.Calls);
    }

    [Fact]
    public async Task GetThumbnail_ThatIsTornOrNotThere_IsMadeAndKept()
    {
        var id = await AddAsync("a.png");
        var path = Directory.EnumerateFiles(Path.Combine(_library.Home, "thumbnails"), "*", SearchOption.AllDirectories).Single();
        File.WriteAllBytes(path, [0xFF, 0xD8]);
        var made = await ThumbnailAsync(id);
        await ThumbnailAsync(id);

        Assert.Equal(1, _renderer.Calls);
        Assert.Equal(made.Jpeg.ToArray(), File.ReadAllBytes(path));
    }

    [Fact]
    public async Task GetPicture_AskedTwice_IsDecodedOnce()
    {
        var id = await AddAsync("a.png");
        var first = await PictureAsync(id, 1000);
        var again = await PictureAsync(id, 1000);
        var other = await PictureAsync(id, 600);

        Assert.Equal(2, _renderer.Calls);
        Assert.Equal(first, again);
        Assert.NotEqual(first.ETag, other.ETag);
    }

    [Fact]
    public async Task GetPicture_AskedByManyAtOnce_IsDecodedOnceAlsoWhenOneLeaves()
    {
        var id = await AddAsync("a.png");
        using var gate = new ManualResetEventSlim();
        _renderer.Before = () => gate.Wait(TimeSpan.FromSeconds(30));
        using var leaves = new CancellationTokenSource();
        var leaver = _pictures.GetPictureAsync(id, 1000, leaves.Token);
        var stayers = Enumerable.Range(0, 5).Select(_ => PictureAsync(id, 1000)).ToList();
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => leaver);
        gate.Set();
        var pictures = await Task.WhenAll(stayers);

        Assert.Equal(1, _renderer.Calls);
        Assert.Single(pictures.Distinct());
    }

    [Fact]
    public async Task GetPicture_OfManyPhotos_DecodesNoMoreThanAllowedAtOnce()
    {
        for (var i = 0; i < 8; i++) _library.Add($"{i}.png", "red", $"{i}");
        await _library.IndexAsync();
        var (now, most) = (0, 0);
        _renderer.Before = () =>
        {
            var count = Interlocked.Increment(ref now);
            lock (_renderer) most = Math.Max(most, count);
            Thread.Sleep(20);
            Interlocked.Decrement(ref now);
        };
        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => PictureAsync(_library.Photo($"{i}.png").Id, 1000)));

        Assert.Equal(8, _renderer.Calls);
        Assert.InRange(most, 1, 2);
    }

    [Fact]
    public async Task GetPicture_LeftByAll_IsNotDecoded()
    {
        var id = await AddAsync("a.png");
        var other = await AddAsync("b.png", "blue");
        var third = await AddAsync("c.png", "green");
        using var gate = new ManualResetEventSlim();
        _renderer.Before = () => gate.Wait(TimeSpan.FromSeconds(30));
        var busy = new[] { PictureAsync(id, 1000), PictureAsync(other, 1000) };
        while (_renderer.Calls < 2) await Task.Delay(10, TestContext.Current.CancellationToken);
        using var leaves = new CancellationTokenSource();
        var waiting = _pictures.GetPictureAsync(third, 1000, leaves.Token);
        await leaves.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        gate.Set();
        await Task.WhenAll(busy);
        await PictureAsync(third, 1000);

        Assert.Equal(3, _renderer.Calls);
    }

    [Fact]
    public async Task GetPicture_OfAFileThatWasEdited_HasAnotherETag()
    {
        var id = await AddAsync("a.png");
        var before = await PictureAsync(id, 1000);
        _library.Add("a.png", "blue", "edited");
        var after = await PictureAsync(id, 1000);

        Assert.NotEqual(before.ETag, after.ETag);
        Assert.NotEqual(before.Jpeg.ToArray(), after.Jpeg.ToArray());
    }

    [Fact]
    public async Task GetPicture_OfAPhotoThatIsAway_IsTheThumbnailOrSaysWhy()
    {
        var id = await AddAsync("a.png");
        Directory.Move(_library.Photos, _library.Outside("away"));
        var thumbnail = await PictureAsync(id, 1000);
        _library.Thumbnails.Remove(Hash("a.png"));
        var none = await NoneAsync(id);

        Assert.EndsWith("-256x768", thumbnail.ETag, StringComparison.Ordinal);
        Assert.Equal((NoPicture.Offline, "the folder that it lies in cannot be reached now"), (none.Why, none.Reason));
        Assert.Equal(NoPicture.Offline, Assert.IsType<OriginalAnswer.None>(_pictures.OpenOriginal(id)).Why);
    }

    [Fact]
    public async Task GetPicture_OfADeletedFile_IsGone()
    {
        var id = await AddAsync("a.png");
        _library.Thumbnails.Remove(Hash("a.png"));
        File.Delete(_library["a.png"]);

        Assert.Equal(NoPicture.Gone, (await NoneAsync(id)).Why);
    }

    [Fact]
    public async Task GetPicture_ThroughALinkOutOfTheLibrary_IsRefused()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "links need a privilege on Windows");
        _library.Add("album/a.png");
        await _library.IndexAsync();
        var id = _library.Photo("album/a.png").Id;
        _library.Thumbnails.Remove(Hash("album/a.png"));
        Directory.Delete(_library["album"], recursive: true);
        Directory.CreateDirectory(_library.Outside("secret"));
        File.WriteAllBytes(Path.Combine(_library.Outside("secret"), "a.png"), TestPicture.Solid(1, 2, 3));
        Directory.CreateSymbolicLink(_library["album"], _library.Outside("secret"));

        var none = await NoneAsync(id);
        var thumbnail = Assert.IsType<PictureAnswer.None>(await _pictures.GetThumbnailAsync(id, TestContext.Current.CancellationToken));
        Assert.Equal((NoPicture.Refused, "it is a link that leads out of the folders of the library"), (none.Why, none.Reason));
        Assert.Equal(NoPicture.Refused, thumbnail.Why);
        Assert.Equal(NoPicture.Refused, Assert.IsType<OriginalAnswer.None>(_pictures.OpenOriginal(id)).Why);
        Assert.Equal(0, _renderer.Calls);
    }

    [Fact]
    public async Task GetPicture_OfWhatIsNoFileNow_IsRefusedAndNeverWaits()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no pipes in folders");
        var id = await AddAsync("a.png");
        _library.Thumbnails.Remove(Hash("a.png"));
        File.Delete(_library["a.png"]);
        using (var make = System.Diagnostics.Process.Start("mkfifo", [_library["a.png"]])) await make.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(NoPicture.Failed, (await NoneAsync(id)).Why);
        Assert.Equal(NoPicture.Refused, Assert.IsType<OriginalAnswer.None>(_pictures.OpenOriginal(id)).Why);
        File.Delete(_library["a.png"]);
        Directory.CreateDirectory(_library["a.png"]);
        Assert.Equal(NoPicture.Refused, (await NoneAsync(id)).Why);
    }

    [Fact]
    public async Task GetPicture_OfWhatIsNoPhoto_SaysWhy()
    {
        File.WriteAllBytes(_library["broken.png"], TestPicture.Solid(1, 2, 3)[..40]);
        File.WriteAllText(_library["text.txt"], "text");
        await _library.IndexAsync();

        Assert.Equal(NoPicture.Failed, (await NoneAsync(_library.Photo("broken.png").Id)).Why);
        Assert.Equal("it is no photo but: text", (await NoneAsync(_library.Photo("text.txt").Id)).Reason);
        Assert.Equal(NoPicture.Unknown, (await NoneAsync(new PhotoId(99))).Why);
        Assert.Equal(NoPicture.Unknown, Assert.IsType<OriginalAnswer.None>(_pictures.OpenOriginal(new PhotoId(99))).Why);
    }

    [Fact]
    public async Task OpenOriginal_OfAPhoto_IsItsFile()
    {
        var id = await AddAsync("a.png");
        var opened = Assert.IsType<OriginalAnswer.Opened>(_pictures.OpenOriginal(id));
        await using var content = opened.Content;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy, TestContext.Current.CancellationToken);

        Assert.Equal(_library["a.png"], opened.Path);
        Assert.Equal(File.ReadAllBytes(_library["a.png"]), copy.ToArray());
    }

    private async Task<PhotoId> AddAsync(string path, string colour = "red")
    {
        _library.Add(path, colour);
        await _library.IndexAsync();
        return _library.Photo(path).Id;
    }

    private ContentHash Hash(string path) => _library.Photo(path).Hash!.Value;

    private async Task<PictureAnswer.Picture> ThumbnailAsync(PhotoId id) =>
        Assert.IsType<PictureAnswer.Picture>(await _pictures.GetThumbnailAsync(id, TestContext.Current.CancellationToken));

    private async Task<PictureAnswer.Picture> PictureAsync(PhotoId id, int side) =>
        Assert.IsType<PictureAnswer.Picture>(await _pictures.GetPictureAsync(id, side, TestContext.Current.CancellationToken));

    private async Task<PictureAnswer.None> NoneAsync(PhotoId id) =>
        Assert.IsType<PictureAnswer.None>(await _pictures.GetPictureAsync(id, 1000, TestContext.Current.CancellationToken));

    private sealed class CountingRenderer(IPictureRenderer inner) : IPictureRenderer
    {
        private int _calls;

        public int Calls => Volatile.Read(ref _calls);

        public Action? Before { get; set; }

        public byte[] ToPng(PixelTile tile) => inner.ToPng(tile);

        public PhotoPreview Preview(PhotoSource source, ThumbnailSpec size, PictureFormat format, CancellationToken cancellationToken)
        {
            Interlocked.Increment(ref _calls);
            Before?.Invoke();
            return inner.Preview(source, size, format, cancellationToken);
        }
    }
}
