namespace Fovea.Web.Errors;

/// <summary>Every error that the API answers with. Programs hold on to the codes.</summary>
internal static class ApiErrors
{
    public static ApiError BadRequest { get; } = new(400, "bad-request", "The request cannot be understood", "See /api/v1/openapi.json for what each call takes.");

    public static ApiError TooLong { get; } = new(400, "too-long", "The query is too long", "A query may have 2,000 characters.");

    public static ApiError TooManyTerms { get; } = new(400, "too-many-terms", "The query has too many terms", "At most 16 terms can be weighed against each other.");

    public static ApiError SignedOut { get; } = new(401, "signed-out", "Not signed in", "Open the address that 'fovea serve' printed: it holds the key to this page.");

    public static ApiError NotPaired { get; } = new(401, "not-paired", "This device is not let in", "It was never let in, or its access was taken away. Open the start page here and type a code that the computer shows.");

    public static ApiError OtherSite { get; } = new(403, "other-site", "Not from Fovea's own page", "Requests of other pages are refused. A program sends the header 'Origin' with the address that it calls.");

    public static ApiError NoHeader { get; } = new(403, "no-header", "The header X-Fovea is missing", "What changes something is sent with the header 'X-Fovea: 1'.");

    public static ApiError LocalOnly { get; } = new(403, "local-only", "Only at the machine itself", "A paired device can search and look at photos. Do this at the machine that Fovea runs on.");

    public static ApiError WrongCode { get; } = new(403, "wrong-code", "The code is not right", "Look at the computer and type the code again.");

    public static ApiError NoCode { get; } = new(403, "no-code", "No code is valid now", "It was used, is too old, or was typed wrongly too often. Let the computer show a new one: Library, Phones and other devices.");

    public static ApiError NotFound { get; } = new(404, "not-found", "There is nothing here", "See /api/v1/openapi.json for what there is.");

    public static ApiError PhotoGone { get; } = new(404, "photo-gone", "There is no such photo", "It left the library. Search again.");

    public static ApiError SetGone { get; } = new(404, "set-gone", "The answer is no longer kept", "Search again: only the most recent answers are kept.");

    public static ApiError PictureGone { get; } = new(404, "picture-gone", "The picture is no longer kept", "Add the picture again: only the most recent ones are kept, in memory.");

    public static ApiError RootGone { get; } = new(404, "root-gone", "There is no such folder in the library", "GET /api/v1/library lists the folders.");

    public static ApiError DeviceGone { get; } = new(404, "device-gone", "There is no such device", "GET /api/v1/devices lists the devices.");

    public static ApiError LanOff { get; } = new(404, "lan-off", "Other devices are not let in", "Start Fovea with 'fovea serve --lan' to let phones of your own network in.");

    public static ApiError UndoGone { get; } = new(404, "undo-gone", "This can no longer be undone", "Take the photos out of the system's trash.");

    public static ApiError WrongMethod { get; } = new(405, "wrong-method", "The method is not understood here", "The header 'Allow' says which are.");

    public static ApiError TooSlow { get; } = new(408, "too-slow", "The request took too long to arrive", "Send it again.");

    public static ApiError PhotoAway { get; } = new(409, "photo-away", "The photo cannot be reached now", "Its drive is away. Plug it in and try again.");

    public static ApiError CannotBeDone { get; } = new(409, "cannot-be-done", "It cannot be done as asked", "The folder or file is not what this needs.");

    public static ApiError TooLarge { get; } = new(413, "too-large", "The body is too large", "A picture may have 64 MB, everything else 256 KB.");

    public static ApiError WrongBody { get; } = new(415, "wrong-body", "The body's type is not accepted", "Send 'Content-Type: application/json', or for POST /pictures 'application/octet-stream'.");

    public static ApiError WrongHost { get; } = new(421, "wrong-host", "Not this address", "Open the address that 'fovea serve' printed.");

    public static ApiError Unreadable { get; } = new(422, "unreadable", "The picture cannot be decoded", "Choose another picture.");

    public static ApiError TooSoon { get; } = new(429, "too-soon", "Too many wrong codes", "The header 'Retry-After' says how many seconds to wait.");

    public static ApiError Unexpected { get; } = new(500, "unexpected", "An error that should not happen", "Please report it with what 'fovea serve' printed in the terminal.");

    public static ApiError Catalog { get; } = new(500, "catalog", "The index cannot be read or written", "Look at the free space and the rights of Fovea's data folder.");

    public static ApiError Model { get; } = new(500, "model", "The model cannot be used", "'fovea models verify' says what is wrong with it.");

    public static ApiError Busy { get; } = new(503, "busy", "Too much at once", "Try again in a moment.");

    public static ApiError TookTooLong { get; } = new(504, "took-too-long", "It took too long", "It was given up after 30 seconds. Try again, or ask for less.");

    /// <summary>All of them, by status.</summary>
    public static IReadOnlyList<ApiError> All { get; } =
    [
        BadRequest, TooLong, TooManyTerms, SignedOut, NotPaired, OtherSite, NoHeader, LocalOnly, WrongCode, NoCode, NotFound, PhotoGone, SetGone, PictureGone,
        RootGone, DeviceGone, LanOff, UndoGone, WrongMethod, TooSlow, PhotoAway, CannotBeDone, TooLarge, WrongBody, WrongHost, Unreadable, TooSoon, Unexpected,
        Catalog, Model, Busy, TookTooLong,
    ];
}
