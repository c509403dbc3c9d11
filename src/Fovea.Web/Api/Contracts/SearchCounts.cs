namespace Fovea.Web.Api.Contracts;

/// <summary>How many photos an answer speaks of.</summary>
/// <param name="Total">In the answer.</param>
/// <param name="Strong">Strong matches in it.</param>
/// <param name="Possible">Possible matches in it.</param>
/// <param name="Weak">Weak matches, in the answer or left out of it.</param>
/// <param name="Searched">Looked at, after filters.</param>
/// <param name="Library">Indexed photos in the library.</param>
/// <param name="Failed">Photos that could not be read and are not searched.</param>
/// <param name="Offline">Indexed photos that cannot be reached now; they are searched.</param>
internal sealed record SearchCounts(long Total, long Strong, long Possible, long Weak, long Searched, long Library, long Failed, long Offline);
