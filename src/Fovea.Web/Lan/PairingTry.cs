namespace Fovea.Web.Lan;

/// <summary>What became of a try to pair.</summary>
/// <param name="Result">The result.</param>
/// <param name="RetryAfter">How long the address has to wait before its next try is looked at; zero: not at all.</param>
public readonly record struct PairingTry(PairingResult Result, TimeSpan RetryAfter);
