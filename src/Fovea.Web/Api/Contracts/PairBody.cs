namespace Fovea.Web.Api.Contracts;

/// <summary>What a device sends to be let in.</summary>
/// <param name="Code">The code that the machine shows.</param>
/// <param name="Name">What the device is to be called.</param>
internal sealed record PairBody(string Code, string Name);
