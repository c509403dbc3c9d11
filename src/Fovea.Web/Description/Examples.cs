using Fovea.Web.Api.Contracts;

namespace Fovea.Web.Description;

/// <summary>What each shape that is sent or answered looks like, for the document.</summary>
internal static class Examples
{
    private static readonly string Fingerprint = string.Join(':', Enumerable.Repeat("3F:9A", 16));

    /// <summary>One value of each shape.</summary>
    public static IReadOnlyDictionary<Type, object> All { get; } = new object[]
    {
        PhotoExamples.Search, PhotoExamples.Photos, PhotoExamples.Details,
        LibraryExamples.Library, LibraryExamples.Root, LibraryExamples.Index, LibraryExamples.Facets, LibraryExamples.Folders, LibraryExamples.Failures,
        new SessionAnswer("0.1.0", true, null, new LanState(false, null, null), new Permissions(true, true, true), ["en", "de", "zh"]),
        new AddedPicture("pq2Vd0l8XlZ5j4kUu3m1hRA", 341, 256),
        new FavouriteBody([123, 124], true),
        new FavouriteAnswer(2),
        new IdsBody([123, 124]),
        new TrashAnswer("8d0f0c1b5f4e4a3c9b7a6d5e4f3c2b1a", 1, [new FileFailure(124, "/home/ann/Pictures/2007/beach.jpg", "the file is not there any more")]),
        new UntrashBody("8d0f0c1b5f4e4a3c9b7a6d5e4f3c2b1a"),
        new UntrashAnswer(1, []),
        new ExportBody([123], "~/Desktop/for Tom"),
        new ExportAnswer(1, "/home/ann/Desktop/for Tom", []),
        new CompletionAnswer([new CompletionItem("/home/ann/Pictures", "Pictures")]),
        new AddRootBody("~/Pictures"),
        new StartIndexBody(null, RetryFailed: true),
        new PairingAnswer(
            "7K3M-Q9WD", "https://192.168.1.10:4321/pair#7K3M-Q9WD", "<svg xmlns=\"http://www.w3.org/2000/svg\"/>", Fingerprint, LibraryExamples.Morning),
        new PairBody("7K3M-Q9WD", "Ann's phone"),
        new PairAnswer("d1f0", "Ann's phone"),
        new DevicesAnswer([new DeviceItem("d1f0", "Ann's phone", LibraryExamples.Morning, null, false)]),
    }.ToDictionary(value => value.GetType());
}
