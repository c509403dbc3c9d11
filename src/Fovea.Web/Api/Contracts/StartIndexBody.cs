namespace Fovea.Web.Api.Contracts;

/// <summary>What to bring up to date.</summary>
/// <param name="Roots">Ids of the library's folders; null: all.</param>
/// <param name="RetryFailed">Whether failed photos are tried again.</param>
/// <param name="Prune">Whether photos that are gone are removed however many they are.</param>
internal sealed record StartIndexBody(IReadOnlyList<long>? Roots = null, bool RetryFailed = false, bool Prune = false);
