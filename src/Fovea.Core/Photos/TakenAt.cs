namespace Fovea;

/// <summary>When a photo was taken, as the camera's clock showed it.</summary>
/// <param name="Local">Wall-clock time at the place; its <see cref="DateTime.Kind"/> is unspecified.</param>
/// <param name="Offset">Offset from UTC where the file says it; usually unknown.</param>
/// <param name="Source">Which field the value was read from.</param>
public readonly record struct TakenAt(DateTime Local, TimeSpan? Offset, TakenAtSource Source);
