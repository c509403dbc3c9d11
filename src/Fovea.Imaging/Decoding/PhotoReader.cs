using System.Diagnostics.CodeAnalysis;
using ImageMagick;

namespace Fovea.Imaging;

/// <summary>Decodes one file on the thread it is called on: limits, pixels, orientation, tile, metadata.</summary>
internal sealed class PhotoReader(DecodeLimits limits)
{
    /// <summary>Decodes a file whose content was recognised as a picture.</summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="content">What it is.</param>
    /// <param name="order">What is wanted of it.</param>
    /// <param name="stop">When to give up.</param>
    /// <exception cref="PhotoFailureException">The file is over a limit, or too little of it is there.</exception>
    /// <exception cref="MagickException">The library cannot decode it.</exception>
    public PhotoOutcome.Decoded Read(ReadOnlyMemory<byte> bytes, FileContent content, PictureOrder order, StopSignal stop)
    {
        if (content.Format == PhotoFormat.Raw) return ReadRaw(bytes, content, order, stop);
        var request = new RasterRequest(content, order, null);
        return TryEmbedded(bytes, request, stop) ?? Decode(bytes, request, stop);
    }

    // A small picture that cannot be used costs little, and the photo itself decides what becomes of the file.
    private PhotoOutcome.Decoded? TryEmbedded(ReadOnlyMemory<byte> bytes, RasterRequest request, StopSignal stop)
    {
        if (!limits.UseShortcuts || EmbeddedPicture.Find(bytes, request.Content, request.Order) is not { } small) return null;
        try
        {
            using var photo = MagickPicture.Open(bytes.Span, request.Content.Coder, stop);
            var (width, height) = ((int)photo.Width, (int)photo.Height);
            CheckLimits(width, height);
            var isJpeg = JpegHeader.TryRead(small.Bytes.Span, out var header) && small.Coder == MagickFormat.Jpeg;
            var size = isJpeg ? JpegScale.Size(header.Width, header.Height, JpegDivisor(header.Width, header.Height, request.Order)) : default;
            using var image = MagickPicture.Read(small.Bytes.Span, small.Coder, size, stop, out var endsEarly);
            if (endsEarly || !request.Order.WillDo((int)image.Width, (int)image.Height, width, height)) return null;
            var profile = SrgbPixels.ProfileOf(image) ?? SrgbPixels.ProfileOf(photo);
            ColourSpaces.ToPixels(image, small.Coder);
            using var rows = new MagickRows(image);
            return Finish(rows, width, height, profile, Blocks(photo, bytes, request), request, stop);
        }
        catch (Exception e) when (e is MagickException or PhotoFailureException or InvalidOperationException && !stop.ShouldStop)
        {
            return null;
        }
    }

    // The preview that the camera made is what the photographer saw; LibRaw's rendering is the way out where there is none of use.
    private PhotoOutcome.Decoded ReadRaw(ReadOnlyMemory<byte> bytes, FileContent content, PictureOrder order, StopSignal stop)
    {
        var hasPreview = RawPreview.TryFind(bytes, WillDo, out var preview, out var header, out var largest);
        var raw = RawBlocks.Read(bytes).AtLeast(largest.Width, largest.Height);
        if (hasPreview && (order.IsLargeEnough(header.Width, header.Height) || IsFullSize(header, raw)))
        {
            return Decode(preview, new RasterRequest(JpegOf(content), order, raw), stop);
        }

        try
        {
            CheckLimits(raw.Width, raw.Height);
            return Decode(bytes, new RasterRequest(content, order, raw), stop);
        }
        catch (Exception e) when (hasPreview && e is MagickException or PhotoFailureException)
        {
            return Decode(preview, new RasterRequest(JpegOf(content), order, raw), stop);
        }

        bool WillDo(int width, int height, int fullWidth, int fullHeight) =>
            limits.UseShortcuts && order.WillDoEitherWay(width, height, fullWidth, fullHeight);
    }

    private static FileContent JpegOf(FileContent raw) => new(raw.Format, MagickFormat.Jpeg, raw.What);

    private static bool IsFullSize(JpegHeader preview, RawBlocks raw) => (long)preview.Width * preview.Height * 4 >= (long)raw.Width * raw.Height;

    private PhotoOutcome.Decoded Decode(ReadOnlyMemory<byte> bytes, RasterRequest request, StopSignal stop)
    {
        var coder = request.Content.Coder;
        var isJpeg = coder == MagickFormat.Jpeg;
        JpegHeader header = default;
        var (width, height) = isJpeg && JpegHeader.TryRead(bytes.Span, out header) && header.Height > 0
            ? (header.Width, header.Height)
            : MagickPicture.Ping(bytes.Span, coder, stop);
        CheckLimits(width, height);

        // libjpeg keeps all coefficients of a progressive picture, at whatever scale it is decoded.
        var divisor = isJpeg && limits.UseShortcuts ? JpegDivisor(width, height, request.Order) : 1;
        var isReduced = divisor > 1 && !header.IsProgressive;
        if (!isReduced) CheckFullDecode(width, height);
        using var turn = LargePictures.TakeTurn(!isReduced && (long)width * height > limits.ExclusivePixels, stop);
        var stored = isJpeg && header.IsProgressive && !CutOff.LacksEnd(bytes.Span) ? ProgressiveScans.For(bytes, divisor) : bytes;
        using var image = MagickPicture.Read(stored.Span, coder, JpegScale.Size(width, height, divisor), stop, out var endsEarly);
        if (divisor == 1) (width, height) = ((int)image.Width, (int)image.Height);
        CheckLimits(width, height);
        var profile = SrgbPixels.ProfileOf(image);
        ColourSpaces.ToPixels(image, coder);

        using var rows = new MagickRows(image);
        if (isJpeg && (endsEarly || CutOff.LacksEnd(bytes.Span))) CheckRows(rows, height);
        return Finish(rows, width, height, profile, Blocks(image, bytes, request), request, stop);
    }

    // Tile, small copy and metadata of a picture that is stored with a width and height, of whatever scale the rows are.
    [SuppressMessage("Reliability", "CA2000:Dispose objects before losing scope", Justification = "Whoever takes the outcome disposes its tile.")]
    private static PhotoOutcome.Decoded Finish(
        MagickRows rows, int width, int height, byte[]? profile, MetadataSource blocks, RasterRequest request, StopSignal stop)
    {
        var orientation = OrientationOf(request, blocks);
        var (uprightWidth, uprightHeight) = orientation.Apply(width, height);
        var (fullWidth, fullHeight) = request.Raw?.FullSize(orientation, uprightWidth, uprightHeight) ?? (uprightWidth, uprightHeight);
        var metadata = MetadataReader.Read(request.Content.Format, fullWidth, fullHeight, blocks);
        var tile = Resampler.Resample(rows, orientation, request.Order.Plan(uprightWidth, uprightHeight), stop.Caller);
        try
        {
            if (request.Order.IsForPeople) SrgbPixels.Convert(tile, profile);
            var thumbnail = request.Order.Thumbnail is { } size
                ? ThumbnailMaker.Make(rows, orientation, size.Fit(uprightWidth, uprightHeight), profile, stop.Caller)
                : null;
            return new PhotoOutcome.Decoded(tile, metadata) { Thumbnail = thumbnail };
        }
        catch
        {
            tile.Dispose();
            throw;
        }
    }

    // The orientation is not known before the picture is read, so the scale must do for both.
    private static int JpegDivisor(int width, int height, PictureOrder order)
    {
        var divisor = Math.Min(
            JpegScale.Divisor(width, height, order.Plan(width, height), transposed: false, order.IsForPeople),
            JpegScale.Divisor(width, height, order.Plan(height, width), transposed: true, order.IsForPeople));
        return order.Scale is { } size ? Math.Min(divisor, JpegScale.Divisor(width, height, size)) : divisor;
    }

    // In HEIF and AVIF the container's irot and imir hold and EXIF's orientation does not (ISO 23008-12, 6.5); in JPEG XL the code stream's.
    // The codecs apply them. LibRaw turns what it renders.
    private static Orientation OrientationOf(RasterRequest request, MetadataSource blocks)
    {
        if (request.Content.Coder is MagickFormat.Heic or MagickFormat.Avif or MagickFormat.Jxl) return Orientation.Upright;
        if (request.Raw is not null && request.Content.Coder != MagickFormat.Jpeg) return Orientation.Upright;
        foreach (var block in blocks.Exif)
        {
            if (ExifData.Read(block.Span).Orientation is { } value) return Orientation.FromExif(value);
        }

        return Orientation.Upright;
    }

    private static MetadataSource Blocks(MagickImage image, ReadOnlyMemory<byte> bytes, RasterRequest request)
    {
        var exif = new List<ReadOnlyMemory<byte>>();
        if (image.GetProfile("exif")?.ToByteArray() is { } profile) exif.Add(profile);
        if (request.Raw is { } raw) exif.AddRange(raw.Exif);
        if (request.Content.Coder == MagickFormat.Tiff) exif.Add(bytes);
        return new MetadataSource
        {
            Exif = exif,
            Xmp = image.GetProfile("xmp")?.ToByteArray(),
            Iptc = image.GetProfile("iptc")?.ToByteArray(),
        };
    }

    private void CheckLimits(int width, int height)
    {
        if (width > limits.MaxSide || height > limits.MaxSide)
        {
            throw new PhotoFailureException(PhotoFailureKind.TooLarge, FormattableString.Invariant($"{width:N0} × {height:N0} pixels, over the limit of {limits.MaxSide:N0} a side"));
        }

        if ((long)width * height > limits.MaxPixels)
        {
            throw new PhotoFailureException(PhotoFailureKind.TooLarge, FormattableString.Invariant($"{width:N0} × {height:N0} pixels, over the limit of {limits.MaxPixels:N0} in all"));
        }
    }

    private void CheckFullDecode(int width, int height)
    {
        if ((long)width * height <= limits.MaxFullDecodePixels) return;
        throw new PhotoFailureException(
            PhotoFailureKind.TooLarge,
            FormattableString.Invariant($"{width:N0} × {height:N0} pixels, over the limit of {limits.MaxFullDecodePixels:N0} for a format that must be decoded in full"));
    }

    private void CheckRows(MagickRows rows, int height)
    {
        var present = CutOff.RowsPresent(rows);
        if (present >= limits.LeastRowsOfCutOffPhoto * rows.Height) return;
        throw new PhotoFailureException(
            PhotoFailureKind.Corrupt,
            FormattableString.Invariant($"cut off after {(long)present * height / rows.Height:N0} of {height:N0} rows"));
    }
}
