using System.Net;
using Fovea.Web.Lan;

namespace Fovea.Web.Tests.Lan;

public sealed class PairingCodesTests
{
    private static readonly IPAddress Phone = IPAddress.Parse("192.168.1.20");

    private readonly ManualTime _time = new();

    [Fact]
    public void Redeem_RightCode_WorksOnceHoweverItIsTyped()
    {
        var codes = new PairingCodes(_time);
        var code = codes.Create();

        Assert.Matches("^[2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}$", code.Text);
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(5), code.Expires);
        Assert.Equal(PairingResult.Accepted, codes.Redeem($" {code.Text.ToLowerInvariant().Replace('-', ' ')} ", Phone).Result);
        Assert.Equal(PairingResult.NoCode, codes.Redeem(code.Text, Phone).Result);
    }

    [Fact]
    public void Redeem_AfterFiveMinutes_IsTooLate()
    {
        var codes = new PairingCodes(_time);
        var code = codes.Create();

        _time.Advance(TimeSpan.FromMinutes(5));

        Assert.Equal(PairingResult.NoCode, codes.Redeem(code.Text, Phone).Result);
    }

    [Fact]
    public void Create_AnotherCode_VoidsTheOneBefore()
    {
        var codes = new PairingCodes(_time);
        var first = codes.Create();
        var second = codes.Create();

        Assert.Equal(PairingResult.Wrong, codes.Redeem(first.Text, Phone).Result);
        Assert.Equal(PairingResult.Accepted, codes.Redeem(second.Text, IPAddress.Parse("192.168.1.21")).Result);
    }

    [Fact]
    public void Redeem_FiveWrongTriesFromAnywhere_VoidTheCode()
    {
        var codes = new PairingCodes(_time);
        var code = codes.Create();

        for (var i = 1; i <= 5; i++) Assert.Equal(PairingResult.Wrong, codes.Redeem("2222-2222x", IPAddress.Parse($"10.0.0.{i}")).Result);

        Assert.Equal(PairingResult.NoCode, codes.Redeem(code.Text, Phone).Result);
    }

    [Fact]
    public void Redeem_WrongTries_MakeTheAddressWaitTwiceAsLongEachTime()
    {
        var codes = new PairingCodes(_time);
        foreach (var seconds in new[] { 1, 2, 4, 8, 16, 32, 60, 60 })
        {
            var code = codes.Create();
            Assert.Equal(new PairingTry(PairingResult.Wrong, TimeSpan.FromSeconds(seconds)), codes.Redeem("", Phone));
            Assert.Equal(new PairingTry(PairingResult.TooSoon, TimeSpan.FromSeconds(seconds)), codes.Redeem(code.Text, Phone));
            _time.Advance(TimeSpan.FromSeconds(seconds));
        }

        Assert.Equal(PairingResult.Accepted, codes.Redeem(codes.Create().Text, Phone).Result);
        codes.Create();
        Assert.Equal(TimeSpan.FromSeconds(1), codes.Redeem("", Phone).RetryAfter);
    }

    [Fact]
    public void Redeem_OtherAddressOfTheSameIPv6Network_WaitsToo()
    {
        var codes = new PairingCodes(_time);
        var code = codes.Create();
        codes.Redeem("", IPAddress.Parse("fd00::1"));

        Assert.Equal(PairingResult.TooSoon, codes.Redeem(code.Text, IPAddress.Parse("fd00::2")).Result);
        Assert.Equal(PairingResult.Accepted, codes.Redeem(code.Text, IPAddress.Parse("fd00:1::2")).Result);
    }

    [Fact]
    public void Redeem_SameIPv4AddressWrittenAsIPv6_WaitsToo()
    {
        var codes = new PairingCodes(_time);
        var code = codes.Create();
        codes.Redeem("", Phone.MapToIPv6());

        Assert.Equal(PairingResult.TooSoon, codes.Redeem(code.Text, Phone).Result);
    }

    [Fact]
    public void Redeem_ManyThreadsWithTheRightCode_LetOneIn()
    {
        var codes = new PairingCodes(_time);
        var code = codes.Create();
        var accepted = 0;

        Parallel.For(0, 100, i =>
        {
            if (codes.Redeem(code.Text, IPAddress.Parse($"10.0.0.{i}")).Result == PairingResult.Accepted) Interlocked.Increment(ref accepted);
        });

        Assert.Equal(1, accepted);
    }

    [Fact]
    public void Create_Codes_UseEverySign() =>
        Assert.Equal(32, Enumerable.Range(0, 2000).SelectMany(_ => new PairingCodes(_time).Create().Text.Replace("-", "", StringComparison.Ordinal)).Distinct().Count());
}
