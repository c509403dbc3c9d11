namespace Fovea.Web.Api.Contracts;

/// <summary>How often the right photo is among the first results, as measured.</summary>
/// <param name="R1">Percent of queries whose photo comes first.</param>
/// <param name="R5">Percent of queries whose photo is among the first 5.</param>
/// <param name="R10">Percent of queries whose photo is among the first 10.</param>
/// <param name="On">On which photos and queries.</param>
internal sealed record ModelQuality(double R1, double R5, double R10, string On);
