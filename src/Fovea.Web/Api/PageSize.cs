using Fovea.Web.Errors;

namespace Fovea.Web.Api;

/// <summary>How many items one answer holds.</summary>
internal static class PageSize
{
    private const int Usual = 100;
    private const int Most = 500;

    /// <summary>The number that was asked for, or the usual one.</summary>
    /// <exception cref="ApiException">It is out of range.</exception>
    public static int Check(int? limit) => limit is < 1 or > Most
        ? throw new ApiException(ApiErrors.BadRequest, $"'limit' is from 1 to {Most}.")
        : limit ?? Usual;
}
