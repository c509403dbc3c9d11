using Fovea.Engine.Pacing;
using Fovea.Testing;

namespace Fovea.Engine.Tests.Pacing;

/// <summary>Folders as Linux shows them in /sys/class/power_supply.</summary>
public sealed class PowerSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("AC:type=Mains,online=1 BAT0:type=Battery,status=Charging", false)]
    [InlineData("AC:type=Mains,online=0 BAT0:type=Battery,status=Discharging", true)]
    [InlineData("BAT0:type=Battery,status=Discharging", true)]
    [InlineData("BAT0:type=Battery,scope=System,status=Discharging", true)]
    [InlineData("mouse:type=Battery,scope=Device,status=Discharging", false)]
    [InlineData("AC:type=Mains,online=0 BAT0:type=Battery,status=Full", false)]
    [InlineData("ucsi:type=USB,online=1 BAT0:type=Battery,status=Discharging", false)]
    [InlineData("AC:type=Mains,online=0", false)]
    [InlineData("BAT0:status=Discharging", false)]
    [InlineData("", false)]
    public void IsOnBattery_Supplies_AreReadAsTheSystemMeansThem(string supplies, bool expected)
    {
        foreach (var supply in supplies.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            var (name, facts) = (supply.Split(':')[0], supply.Split(':')[1]);
            foreach (var fact in facts.Split(',')) File.WriteAllText(Ready(name, fact.Split('=')[0]), fact.Split('=')[1] + "\n");
        }

        Assert.Equal(expected, PowerSource.IsOnBattery(_folder.Path));
    }

    [Fact]
    public void IsOnBattery_WithoutTheFolder_IsNotKnown() => Assert.False(PowerSource.IsOnBattery(_folder["none"]));

    private string Ready(string supply, string name) => Path.Combine(Directory.CreateDirectory(_folder[supply]).FullName, name);
}
