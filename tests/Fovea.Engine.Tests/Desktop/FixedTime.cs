namespace Fovea.Engine.Tests.Desktop;

/// <summary>A clock that stands still, three hours east of Greenwich.</summary>
internal sealed class FixedTime : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone { get; } = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(3), "test", "test");

    public override DateTimeOffset GetUtcNow() => new(2026, 11, 23, 22, 5, 9, TimeSpan.Zero);
}
