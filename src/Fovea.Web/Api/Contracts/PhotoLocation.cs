namespace Fovea.Web.Api.Contracts;

/// <summary>A place on the Earth.</summary>
/// <param name="Latitude">Degrees, north positive.</param>
/// <param name="Longitude">Degrees, east positive.</param>
/// <param name="Altitude">Metres above sea level.</param>
internal sealed record PhotoLocation(double Latitude, double Longitude, double? Altitude);
