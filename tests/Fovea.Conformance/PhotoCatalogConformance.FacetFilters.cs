using CsCheck;
using static Fovea.Conformance.Samples;

namespace Fovea.Conformance;

public abstract partial class PhotoCatalogConformance
{
    private static readonly (string? Make, string? Model)[] Makers =
        [("Canon", "Canon EOS 7D"), ("CANON INC.", "Canon EOS 7D"), ("Apple", "iPhone 12"), (null, "X100"), ("Leica Camera AG", null), (null, null)];

    private static readonly (int, int)[] Sizes = [(4000, 3000), (3000, 4000), (1000, 1000), (1000, 950), (949, 1000), (0, 100)];

    [Fact]
    public void Match_Camera_IsByTheNameThatFacetsShow()
    {
        var root = Root();
        PhotoId[] ids = [.. Makers.Select((maker, i) => Add(Shot(root, $"{i}.jpg", i, maker.Make, maker.Model, 4, 3, 2019)))];

        Assert.Equal([ids[0].Value, ids[1].Value], Matching(new PhotoFilter { Cameras = ["Canon EOS 7D"] }, ids));
        Assert.Equal([ids[2].Value, ids[3].Value], Matching(new PhotoFilter { Cameras = ["X100", "Apple iPhone 12", "X100"] }, ids));
        Assert.Equal([], Matching(new PhotoFilter { Cameras = ["canon eos 7d"] }, ids));
        Assert.Equal([], Matching(new PhotoFilter { Cameras = [""] }, ids));
        Assert.All(Catalog.GetFacets().Cameras, facet => Assert.Equal(facet.Count, Catalog.Match(new PhotoFilter { Cameras = [facet.Value] }).Count));
    }

    [Fact]
    public void Match_Format_IsAnyOfThose()
    {
        var root = Root();
        PhotoId[] ids = [.. Enum.GetValues<PhotoFormat>().Select(format => Add(Shot(root, $"{format}", (int)format, null, null, 4, 3, null, format)))];

        foreach (var format in Enum.GetValues<PhotoFormat>())
        {
            Assert.Equal([ids[(int)format].Value], Matching(new PhotoFilter { Formats = [format] }, ids));
        }

        Assert.Equal([ids[1].Value, ids[7].Value], Matching(new PhotoFilter { Formats = [PhotoFormat.Heif, PhotoFormat.Jpeg] }, ids));
        Assert.Equal([], Matching(new PhotoFilter { Formats = [(PhotoFormat)99, (PhotoFormat)(-1)] }, ids));
    }

    [Fact]
    public void Match_Shape_IsThatOfPhotoShapes() => Gen.Select(Gen.Int[-1, 60], Gen.Int[-1, 60]).Array[1, 20].Sample(
        sizes =>
        {
            foreach (var known in Catalog.GetRoots()) Catalog.RemoveRoot(known.Id);
            var root = Catalog.AddRoot(Native("/shapes")).Id;
            Commit([.. sizes.Select((size, i) => Shot(root, $"{i}.jpg", i, null, null, size.Item1, size.Item2, null))]);

            foreach (var shape in Enum.GetValues<PhotoShape>())
            {
                Assert.Equal(
                    sizes.LongCount(size => PhotoShapes.Of(size.Item1, size.Item2) == shape),
                    Catalog.Match(new PhotoFilter { Shapes = [shape] }).Count);
            }
        },
        iter: 20,
        threads: 1);

    [Fact]
    public void Match_OfflineAndFavourite_AreYesNoOrBoth()
    {
        var root = Root();
        var away = Catalog.AddRoot(Native("/photos/away")).Id;
        PhotoId[] ids = [Add(Photo(root, "1.jpg", 1)), Add(Photo(root, "2.jpg", 2)), Add(Photo(away, "3.jpg", 3))];
        Commit(new CatalogChange.Missing(ids[1], true), new CatalogChange.Favourite(ids[2], true));
        Catalog.SetRootAvailability(away, false);

        Assert.Equal([ids[1].Value, ids[2].Value], Matching(new PhotoFilter { IsOffline = true }, ids));
        Assert.Equal([ids[0].Value], Matching(new PhotoFilter { IsOffline = false }, ids));
        Assert.Equal([ids[2].Value], Matching(new PhotoFilter { IsFavourite = true }, ids));
        Assert.Equal([ids[0].Value, ids[1].Value], Matching(new PhotoFilter { IsFavourite = false }, ids));
    }

    [Fact]
    public void Match_EveryCombination_IsWhatPassesEachAlone()
    {
        var root = Root();
        var other = Catalog.AddRoot(Native("/photos/other")).Id;
        var random = new Random(7);
        for (var i = 0; i < 200; i++)
        {
            var ((make, model), (width, height)) = (Makers[random.Next(Makers.Length)], Sizes[random.Next(Sizes.Length)]);
            int? year = random.Next(4) == 0 ? null : 2018 + random.Next(3);
            var format = random.Next(2) == 0 ? PhotoFormat.Jpeg : PhotoFormat.Png;
            var id = Add(Shot(random.Next(2) == 0 ? root : other, Native($"{random.Next(3)}/{i}"), i, make, model, width, height, year, format));
            if (random.Next(3) == 0) Commit(new CatalogChange.Favourite(id, true));
            if (random.Next(3) == 0) Commit(new CatalogChange.Missing(id, true));
        }

        PhotoFilter[] parts =
        [
            new() { Folders = [Native("/photos/other/1"), Catalog.GetRoots().Single(known => known.Id == root).Path] },
            new() { TakenFrom = new DateTime(2019, 1, 1) },
            new() { TakenBefore = new DateTime(2020, 1, 1) },
            new() { Cameras = ["Canon EOS 7D", "Leica Camera"] },
            new() { Formats = [PhotoFormat.Png] },
            new() { Shapes = [PhotoShape.Landscape, PhotoShape.Square] },
            new() { IsOffline = true },
            new() { IsFavourite = false },
        ];
        PhotoId[][] alone = [.. parts.Select(part => Catalog.Match(part).Ids.ToArray())];
        Assert.All(alone, ids => Assert.InRange(ids.Length, 1, 199));
        var all = Catalog.Match(new PhotoFilter()).Ids.ToArray();
        for (var chosen = 0; chosen < 1 << parts.Length; chosen++)
        {
            var filter = new PhotoFilter
            {
                Folders = Is(0) ? parts[0].Folders : [],
                TakenFrom = Is(1) ? parts[1].TakenFrom : null,
                TakenBefore = Is(2) ? parts[2].TakenBefore : null,
                Cameras = Is(3) ? parts[3].Cameras : [],
                Formats = Is(4) ? parts[4].Formats : [],
                Shapes = Is(5) ? parts[5].Shapes : [],
                IsOffline = Is(6) ? true : null,
                IsFavourite = Is(7) ? false : null,
            };
            Assert.Equal(chosen == 0, filter.IsEmpty);
            var expected = Enumerable.Range(0, parts.Length).Where(Is).Aggregate<int, IEnumerable<PhotoId>>(all, (ids, i) => ids.Intersect(alone[i]));
            Assert.Equal(expected.Order(), Catalog.Match(filter).Ids);

            bool Is(int part) => (chosen >> part & 1) != 0;
        }
    }
}
