namespace Fovea.Web.Api.Contracts;

/// <summary>A device that was let in.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Name">What it is called.</param>
internal sealed record PairAnswer(string Id, string Name);
