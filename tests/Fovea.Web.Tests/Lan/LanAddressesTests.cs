using System.Net;
using Fovea.Web.Lan;

namespace Fovea.Web.Tests.Lan;

public sealed class LanAddressesTests
{
    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("172.16.0.1", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("192.168.178.20", true)]
    [InlineData("::ffff:192.168.178.20", true)]
    [InlineData("fd12:3456::1", true)]
    [InlineData("172.15.0.1", false)]
    [InlineData("172.32.0.1", false)]
    [InlineData("192.169.0.1", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("169.254.1.1", false)]
    [InlineData("127.0.0.1", false)]
    [InlineData("8.8.8.8", false)]
    [InlineData("::1", false)]
    [InlineData("fe80::1", false)]
    [InlineData("2001:db8::1", false)]
    [InlineData("::ffff:8.8.8.8", false)]
    public void IsPrivate_Address_IsOfANetworkOfItsOwnOrNot(string address, bool expected) =>
        Assert.Equal(expected, LanAddresses.IsPrivate(IPAddress.Parse(address)));

    [Fact]
    public void Find_ThisMachine_GivesPrivateAddressesOnly()
    {
        var found = LanAddresses.Find();

        Assert.All(found, address => Assert.True(LanAddresses.IsPrivate(address)));
        Assert.Equal(found.Distinct(), found);
    }
}
