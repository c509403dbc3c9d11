using System.Xml.Linq;
using Fovea.Web.Lan;

namespace Fovea.Web.Tests.Lan;

public sealed class QrCodeTests
{
    private const string Address = "https://192.168.178.20:4321/pair?code=ABCD-EFGH";

    [Fact]
    public void ToSvg_Address_IsAPictureWithoutStyleScriptOrText()
    {
        var svg = XElement.Parse(QrCode.ToSvg(Address));

        Assert.Equal(["svg", "rect", "path"], svg.DescendantsAndSelf().Select(element => element.Name.LocalName));
        Assert.Equal("0 0 41 41", svg.Attribute("viewBox")!.Value); // version 4: 33 modules and two quiet zones of 4
        Assert.DoesNotContain(svg.DescendantsAndSelf().Attributes(), attribute => attribute.Name == "style" || attribute.Name.LocalName.StartsWith("on", StringComparison.Ordinal));
        Assert.DoesNotContain("192.168", svg.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void ToText_AnySize_HasTheFinderPatternsInItsCorners()
    {
        var lines = QrCode.ToText(Address).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        Assert.Equal(21, lines.Length);
        Assert.All(lines, line => Assert.Equal(41, line.Length));
        Assert.Equal("█████████████", lines[0][..13]);
        Assert.Equal("████ ▄▄▄▄▄ █", lines[2][..12]);
        Assert.Equal("████ █   █ █", lines[3][..12]);
        Assert.Equal("████ █▄▄▄█ █", lines[4][..12]);
        Assert.Equal("████▄▄▄▄▄▄▄█", lines[5][..12]);
    }

    [Fact]
    public void ToSvg_AndToText_ShowTheSameModules()
    {
        var dark = new HashSet<(int X, int Y)>();
        foreach (var run in XElement.Parse(QrCode.ToSvg(Address)).Elements().Last().Attribute("d")!.Value.Split('M', StringSplitOptions.RemoveEmptyEntries))
        {
            var numbers = run.Split(' ', 'h', 'v');
            for (var i = 0; i < int.Parse(numbers[2], System.Globalization.CultureInfo.InvariantCulture); i++)
            {
                dark.Add((int.Parse(numbers[0], System.Globalization.CultureInfo.InvariantCulture) + i, int.Parse(numbers[1], System.Globalization.CultureInfo.InvariantCulture)));
            }
        }

        var lines = QrCode.ToText(Address).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        for (var y = 0; y < 41; y++)
        {
            for (var x = 0; x < 41; x++)
            {
                var isLight = lines[y / 2][x] == '█' || lines[y / 2][x] == (y % 2 == 0 ? '▀' : '▄');
                Assert.Equal(!dark.Contains((x, y)), isLight);
            }
        }
    }
}
