using System.Globalization;
using Fovea.Web.Api.Contracts;

namespace Fovea.Web.Api;

/// <summary>Photos as the API shows them.</summary>
internal static class PhotoMapping
{
    public static PhotoItem ToItem(PhotoRecord photo, float? score = null, string? strength = null)
    {
        var metadata = photo.Metadata;
        return new PhotoItem
        {
            Id = photo.Id.Value,
            Name = NameOf(photo.Path),
            Path = photo.Path,
            Folder = Path.GetDirectoryName(photo.Path) ?? string.Empty,
            Width = metadata?.Width ?? 0,
            Height = metadata?.Height ?? 0,
            Taken = metadata?.TakenAt?.Local.ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture),
            TakenIsGuess = metadata?.TakenAt?.Source == TakenAtSource.FileModified,
            Colour = photo.Colour is { } colour ? string.Create(CultureInfo.InvariantCulture, $"#{colour:x6}") : null,
            Version = Version(photo.Hash),
            Score = score,
            Strength = strength,
            Favourite = photo.IsFavourite,
            Offline = photo.IsOffline,
            Format = FormatName(metadata?.Format ?? PhotoFormat.Unknown),
        };
    }

    public static PhotoDetails ToDetails(PhotoRecord photo, string? root)
    {
        var item = ToItem(photo);
        var metadata = photo.Metadata;
        return new PhotoDetails
        {
            Id = item.Id,
            Name = item.Name,
            Path = item.Path,
            Folder = item.Folder,
            Width = item.Width,
            Height = item.Height,
            Taken = item.Taken,
            TakenIsGuess = item.TakenIsGuess,
            Colour = item.Colour,
            Version = item.Version,
            Score = null,
            Strength = null,
            Favourite = item.Favourite,
            Offline = item.Offline,
            Format = item.Format,
            Bytes = photo.Stamp.Size,
            Modified = new DateTimeOffset(photo.Stamp.ModifiedTicks, TimeSpan.Zero),
            Camera = CameraName.Of(metadata?.CameraMake, metadata?.CameraModel),
            Lens = metadata?.Lens,
            Location = metadata?.Location is { } place ? new PhotoLocation(place.Latitude, place.Longitude, place.Altitude) : null,
            Rating = metadata?.Rating,
            Companion = photo.Companion,
            Megapixels = Math.Round((long)item.Width * item.Height / 1e6, 1),
            Root = root,
        };
    }

    /// <summary>A file's or folder's own name, safe to show; the whole path of a file system's root.</summary>
    public static string NameOf(string path) => PathText.ToDisplay(Path.GetFileName(path) is { Length: > 0 } name ? name : path);

    /// <summary>As the API writes and filters by it: lower case.</summary>
    public static string FormatName(PhotoFormat format) => format.ToString().ToLowerInvariant();

    /// <summary>The first four bytes of the content's hash, as the layout has them too.</summary>
    public static string Version(ContentHash? hash) =>
        string.Create(CultureInfo.InvariantCulture, $"{(uint)((hash?.Value ?? UInt128.Zero) >> 96):x8}");
}
