using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text.RegularExpressions;

namespace Fovea.Cli.Tests;

public sealed partial class ServeTests : IDisposable
{
    private const string HomeNetwork = "ip link add home type bridge && ip addr add 192.168.77.5/24 dev home && ip link set home up";
    private const string Ready = "(Ctrl-C stops it)";

    private readonly FoveaProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task Serve_Started_PrintsTheAddressWithItsKeyAndEndsWellWithASignal(string signal)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs POSIX signals");
        using var running = _program.Start("serve", "--port", "0", "--no-index");
        await running.UntilPrintsAsync(Ready);

        running.Signal(signal);
        var result = (await running.WaitAsync()).Ends(0);

        Assert.Matches(@"^Fovea is at http://127\.0\.0\.1:\d+/\?token=[A-Za-z0-9_-]{43}  \(Ctrl-C stops it\)$", Assert.Single(result.Lines));
        Assert.Empty(result.Error);
        Assert.False(File.Exists(Path.Combine(_program.Home, "serve.address")));
        Assert.False(File.Exists(Path.Combine(_program.Home, "lan-certificate.pfx")));
    }

    [Fact]
    public async Task Serve_Quiet_PrintsTheAddressAlone()
    {
        using var running = _program.Start("serve", "--port", "0", "--no-index", "--quiet");

        await running.UntilPrintsAsync("\n");

        Assert.Matches(@"^http://127\.0\.0\.1:\d+/\?token=[A-Za-z0-9_-]{43}\n$", running.Printed);
    }

    [Theory]
    [InlineData]
    [InlineData("--lan", "--open")]
    public async Task Serve_ASecondTime_SaysWhereTheFirstIs(params string[] more)
    {
        using var running = _program.Start("serve", "--port", "0", "--no-index");
        await running.UntilPrintsAsync(Ready);
        var address = Regex.Match(running.Printed, @"http://\S+").Value;

        var second = (await _program.RunAsync(["serve", "--port", "0", .. more])).Ends(2);

        Assert.Equal($"fovea: 'fovea serve' runs already for this library: {address}", second.Error.Trim());
        Assert.Empty(second.Output);
    }

    [Fact]
    public async Task Serve_AtAPortThatIsTaken_SaysSo()
    {
        using var other = new TcpListener(IPAddress.Loopback, 0);
        other.Start();
        var port = ((IPEndPoint)other.LocalEndpoint).Port.ToString(CultureInfo.InvariantCulture);

        var result = (await _program.RunAsync("serve", "--port", port)).Ends(2);

        Assert.Equal($"fovea: Port {port} is taken by another program. Name another one with --port, or none.", result.Error.Trim());
    }

    [Fact]
    public async Task Serve_Help_SaysWhatLanIs()
    {
        var help = (await _program.RunAsync("serve", "--help")).Ends(0).Output;

        Assert.Contains("The page in the browser, for this machine only unless --lan is given.", help, StringComparison.Ordinal);
        Assert.Matches(@"--lan\s+Let phones of your own network in", help);
        Assert.Contains("fovea serve --lan", help, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServeLan_WithoutAHomeNetwork_SaysSoAndGoesOn()
    {
        var result = await InANetworkAsync("true");

        Assert.StartsWith("fovea: No private address of a home network was found", result.Error, StringComparison.Ordinal);
        Assert.EndsWith("The page on this machine goes on.", result.Error.Trim(), StringComparison.Ordinal);
        Assert.EndsWith(Ready, Assert.Single(result.Lines), StringComparison.Ordinal);
    }

    [Fact]
    public async Task ServeLan_OnATerminalWithoutDevices_ShowsACodeAndItsPicture()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/script"), "needs util-linux's script");

        var lines = (await InANetworkAsync(HomeNetwork, "script -qec 'sh ../inner.sh' /dev/null")).Lines.Select(line => Escape().Replace(line, "").TrimEnd('\r')).ToList();

        Assert.Matches(@"^  Point its camera at this, or open the address and type [2-9A-HJ-NP-Z]{4}-[2-9A-HJ-NP-Z]{4}\. It lets one device in and works until \d\d:\d\d;$", lines[4]);
        var picture = lines.Where(line => line.Length > 0 && line.All("█▀▄ ".Contains)).ToList();
        Assert.Equal(19, picture.Count); // 29 modules and two quiet zones of 4, two to a line
        Assert.All(picture, line => Assert.Equal(37, line.Length));
    }

    [Fact]
    public async Task ServeLan_InAHomeNetwork_SaysWhereAndHowAPhoneGetsIn()
    {
        var result = await InANetworkAsync(HomeNetwork);

        Assert.Empty(result.Error);
        var port = Regex.Match(result.Lines[0], @":(\d+)/").Groups[1].Value;
        Assert.Equal($"For phones in your network: https://192.168.77.5:{port}/", result.Lines[1]);
        Assert.Contains("warns about the certificate, because this machine made it itself", result.Lines[2], StringComparison.Ordinal);
        Assert.Matches("^  ([0-9A-F]{2}:){31}[0-9A-F]{2}$", result.Lines[3]);
        Assert.Equal("  Pair one on the page on this machine: Library, Phones and other devices.", result.Lines[4]);
        Assert.Equal(5, result.Lines.Length);
    }

    // A network of its own, made for the test, in which the program is asked to stop: it says everything before it does.
    private async Task<CommandResult> InANetworkAsync(string prepare, string start = "sh ../inner.sh")
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux's network namespaces");
        var allowed = await _program.ShellAsync($"unshare -rn sh -c 'ip link set lo up && {prepare}'");
        Assert.SkipUnless(allowed.ExitCode == 0, $"needs a network namespace of its own and 'ip': {allowed.Error.Trim()}");
        await WriteAsync("inner.sh", $"""
            "{FoveaProgram.Path}" serve --lan --port 0 --no-index &
            echo $! > ../pid
            wait $!
            """);
        await WriteAsync("serve.sh", $"""
            ip link set lo up
            {prepare}
            {start} > ../said &
            until [ -s ../pid ] && grep -q Fovea ../said; do sleep 0.1; done
            kill "$(cat ../pid)"
            wait $!
            cat ../said
            """);
        return (await _program.ShellAsync("unshare -rn sh ../serve.sh")).Ends(0);
    }

    private Task WriteAsync(string name, string content) => File.WriteAllTextAsync(_program["..", name], content, TestContext.Current.CancellationToken);

    [GeneratedRegex(@"\x1B\[[0-9;?]*[A-Za-z]|\x1B[=>]")]
    private static partial Regex Escape();
}
