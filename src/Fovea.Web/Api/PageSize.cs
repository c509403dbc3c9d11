using Fovea.Web.Errors;

namespace Fovea.Web.Api;

/// <summary>How many items one answer holds.</summary>
internal static class PageSize
{
    public const int Most = 500;

    public const string Explanation = "How many items the answer holds at most. Default 100.";

    private const int Usual = 100;

    /// <summary>The number that was asked for, or the usual one.</summary>
    /// <exception cref="ApiException">It is out of range.</exception>
    public static int Check(int? limit) => limit is < 1 or > Most
        ? throw new ApiException(ApiErrors.BadRequest, $"'limit' is from 1 to {Most}.")
        : limit ?? Usual;
}
