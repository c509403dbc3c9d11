using Fovea.Web.Lan;

namespace Fovea.Web.Tests.Lan;

public sealed class DeviceRegistryTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ManualTime _time = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Add_Device_IsFoundByItsTokenAlsoByTheNextProcess()
    {
        using var registry = Open();

        var (device, token) = registry.Add("Ann's phone");

        Assert.Equal(43, token.Length);
        Assert.Equal(("Ann's phone", _time.GetUtcNow(), null), (device.Name, device.Added, device.LastSeen));
        Assert.Equal(device.Id, registry.Find(token)!.Id);
        using var next = Open();
        Assert.Equal(device.Id, next.Find(token)!.Id);
        Assert.Equal(device, Assert.Single(Open().List()));
    }

    [Fact]
    public void Add_Device_StoresNoTokenAndForItsOwnerAlone()
    {
        using var registry = Open();
        var (_, token) = registry.Add("phone");

        var text = File.ReadAllText(FilePath);

        Assert.DoesNotContain(token, text, StringComparison.Ordinal);
        Assert.Contains("\"tokenHash\"", text, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(FilePath));
        Assert.Equal(["devices.json"], Directory.GetFiles(_folder.Path).Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("  a\u0000b\u001b[31m\u202Ec  ", "ab[31mc")]
    [InlineData("", "")]
    [InlineData("日本🦊", "日本🦊")]
    [InlineData("\ud800x", "x")]
    public void Add_AnyName_IsSafeToShow(string name, string expected)
    {
        using var registry = Open();

        Assert.Equal(expected, registry.Add(name).Device.Name);
        Assert.Equal(60, registry.Add(new string('n', 500)).Device.Name.Length);
    }

    [Theory]
    [InlineData("")]
    [InlineData("short")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!!")]
    [InlineData("éééééééééééééééééééééééééééééééééééééééééé")]
    public void Find_WrongToken_FindsNothing(string token)
    {
        using var registry = Open();
        registry.Add("phone");

        Assert.Null(registry.Find(token));
    }

    [Fact]
    public void Revoke_Device_IsForgottenAtOnceAndForGood()
    {
        using var registry = Open();
        var (first, firstToken) = registry.Add("first");
        var (_, secondToken) = registry.Add("second");

        Assert.True(registry.Revoke(first.Id));

        Assert.Null(registry.Find(firstToken));
        Assert.NotNull(registry.Find(secondToken));
        Assert.False(registry.Revoke(first.Id));
        using var next = Open();
        Assert.Null(next.Find(firstToken));
    }

    [Fact]
    public void Find_Device_WritesWhenItWasSeenOnceAnHour()
    {
        using var registry = Open();
        var (_, token) = registry.Add("phone");
        var written = File.ReadAllText(FilePath);

        _time.Advance(TimeSpan.FromMinutes(59));
        Assert.Equal(_time.GetUtcNow(), registry.Find(token)!.LastSeen);
        Assert.Equal(written, File.ReadAllText(FilePath));

        _time.Advance(TimeSpan.FromMinutes(2));
        registry.Find(token);
        Assert.Equal(_time.GetUtcNow(), Open().List()[0].LastSeen);

        _time.Advance(TimeSpan.FromMinutes(1));
        registry.Find(token);
        registry.Dispose();
        Assert.Equal(_time.GetUtcNow(), Open().List()[0].LastSeen);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{\"format\":\"fovea-devices\",\"version\":1,\"devices\":[{\"id\":\"")]
    [InlineData("{\"format\":\"fovea-devices\",\"version\":1,\"devices\":[null]}")]
    [InlineData("{\"format\":\"fovea-devices\",\"version\":1,\"devices\":[{\"id\":\"1\",\"name\":\"x\",\"added\":\"2026-01-01T00:00:00+00:00\",\"tokenHash\":\"short\"}]}")]
    [InlineData("{\"format\":\"other\",\"version\":1,\"devices\":[]}")]
    public void Open_DamagedFile_IsSetAsideWithAMessage(string content)
    {
        File.WriteAllText(FilePath, content);

        using var registry = Open();

        Assert.Empty(registry.List());
        Assert.Equal($"The list of paired devices was damaged and is now {FilePath}.damaged-20261124-080000. Pair the devices again.", registry.Message);
        Assert.Equal(content, File.ReadAllText($"{FilePath}.damaged-20261124-080000"));
        registry.Add("phone");
    }

    [Fact]
    public void Open_FileOfANewerFovea_IsRefusedAndKept()
    {
        const string content = "{\"format\":\"fovea-devices\",\"version\":2,\"devices\":[]}";
        File.WriteAllText(FilePath, content);

        var error = Assert.Throws<LanException>(Open);

        Assert.Contains("version 2 of the file; this one knows 1", error.Message, StringComparison.Ordinal);
        Assert.Equal(content, File.ReadAllText(FilePath));
    }

    [Fact]
    public void Add_FileCannotBeWritten_SaysSoAndAddsNothing()
    {
        using var registry = Open();
        Directory.CreateDirectory(FilePath);

        var error = Assert.Throws<LanException>(() => registry.Add("phone"));

        Assert.Contains("devices.json could not be written", error.Message, StringComparison.Ordinal);
        Assert.Empty(registry.List());
    }

    [Fact]
    public void Registry_ManyThreads_LoseNothing()
    {
        using var registry = Open();

        Parallel.For(0, 40, i => Assert.NotNull(registry.Find(registry.Add($"{i}").Token)));

        Assert.Equal(40, Open().List().Count);
    }

    private string FilePath => _folder["devices.json"];

    private DeviceRegistry Open() => new(_folder.Path, _time);
}
