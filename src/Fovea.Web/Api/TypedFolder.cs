using Fovea.Web.Errors;

namespace Fovea.Web.Api;

/// <summary>A folder as a person typed it into the page.</summary>
internal static class TypedFolder
{
    /// <summary>The absolute path. "~" is the person's own folder; the server's current folder means nothing here.</summary>
    /// <exception cref="ApiException">It is not an absolute path.</exception>
    public static string Full(string? text)
    {
        var path = (text ?? string.Empty).Trim();
        if (path == "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith(@"~\", StringComparison.Ordinal))
        {
            path = Path.Join(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), path[1..]);
        }

        if (!Path.IsPathFullyQualified(path) || path.Contains('\0', StringComparison.Ordinal))
        {
            throw new ApiException(ApiErrors.BadRequest, "Name the folder with its whole path, as in ~/Pictures.");
        }

        return Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
    }
}
