using System.ComponentModel;
using Fovea.Web.Api.Contracts;
using Fovea.Web.Errors;
using Fovea.Web.Live;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;

namespace Fovea.Web.Api;

/// <summary>Photos by their ids.</summary>
internal static class PhotoEndpoints
{
    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapRead("/photos", GetMany).Describe("getPhotos", "Photos by their ids, at most 200.", ApiErrors.BadRequest);
        api.MapRead("/photos/{id:long}", GetOne).Describe("getPhoto", "Everything that is known of a photo.", ApiErrors.PhotoGone);
        api.MapPost("/photos/favourite", SetFavourite).DescribeChange("setFavourite", "Marks photos as favourites, or unmarks them.");
    }

    private static PhotosAnswer GetMany([Description("Ids with commas between them, at most 200.")] string? ids, IPhotoCatalog catalog) =>
        new([.. catalog.GetPhotos(Ids.Parse(ids)).Where(photo => photo.Status == PhotoStatus.Indexed).Select(photo => PhotoMapping.ToItem(photo))]);

    private static PhotoDetails GetOne(long id, IPhotoCatalog catalog)
    {
        var photo = Find(catalog, id);
        return PhotoMapping.ToDetails(photo, catalog.GetRoots().FirstOrDefault(root => root.Id == photo.Root)?.Path);
    }

    private static FavouriteAnswer SetFavourite(FavouriteBody body, IPhotoCatalog catalog, LibraryEvents events)
    {
        var changed = catalog.GetPhotos(Ids.From(body.Ids)).Where(photo => photo.IsFavourite != body.Favourite).Select(photo => photo.Id).ToList();
        if (changed.Count > 0)
        {
            catalog.Commit(string.Empty, [.. changed.Select(id => new CatalogChange.Favourite(id, body.Favourite))]);
            events.LibraryChanged();
        }

        return new FavouriteAnswer(changed.Count);
    }

    /// <summary>A photo of the library.</summary>
    /// <exception cref="ApiException">There is none with this id.</exception>
    public static PhotoRecord Find(IPhotoCatalog catalog, long id) => catalog.GetPhotos([new PhotoId(id)]) is [{ Status: PhotoStatus.Indexed } photo]
        ? photo
        : throw new ApiException(ApiErrors.PhotoGone);
}
