using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Fovea.Web.Lan;

/// <summary>The file of the paired devices, devices.json in the data folder, for its owner alone.</summary>
/// <param name="dataFolder">The data folder.</param>
/// <param name="time">The clock, for the name of a damaged file that is set aside.</param>
internal sealed partial class DeviceFile(string dataFolder, TimeProvider time)
{
    private const string Format = "fovea-devices";
    private const int Version = 1;

    private readonly string _path = Path.Combine(dataFolder, "devices.json");

    /// <summary>What a person should know of the file; null: nothing.</summary>
    public string? Message { get; private set; }

    /// <summary>The devices; none where there is no file, or a damaged one, which is set aside then.</summary>
    /// <exception cref="LanException">It cannot be read, or a newer Fovea wrote it. It was not touched.</exception>
    public IReadOnlyList<StoredDevice> Read()
    {
        try
        {
            if (!File.Exists(_path)) return [];
            var content = JsonSerializer.Deserialize(File.ReadAllBytes(_path), DeviceJson.Default.Content);
            if (content is { Format: Format, Version: > Version })
            {
                throw new LanException($"{PathText.ToDisplay(_path)} was written by a newer Fovea (version {content.Version} of the file; this one knows {Version}). Update Fovea.");
            }

            if (content is { Format: Format, Version: Version, Devices: { } devices } && devices.All(device => device?.IsWhole() == true)) return devices;
        }
        catch (JsonException)
        {
            // Set aside below.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LanException($"{PathText.ToDisplay(_path)} could not be read: {e.Message} Look at the rights of Fovea's data folder.", e);
        }

        SetAside();
        return [];
    }

    /// <summary>Replaces the file.</summary>
    /// <exception cref="LanException">It cannot be written.</exception>
    public void Write(IReadOnlyList<StoredDevice> devices) =>
        PrivateFile.Write(_path, JsonSerializer.SerializeToUtf8Bytes(new Content(Format, Version, devices), DeviceJson.Default.Content));

    private void SetAside()
    {
        var aside = $"{_path}.damaged-{time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd-HHmmss", CultureInfo.InvariantCulture)}";
        try
        {
            File.Move(_path, aside, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new LanException($"{PathText.ToDisplay(_path)} is damaged and could not be set aside: {e.Message} Delete it and pair the devices again.", e);
        }

        Message = $"The list of paired devices was damaged and is now {PathText.ToDisplay(aside)}. Pair the devices again.";
    }

    internal sealed record Content(string Format, int Version, IReadOnlyList<StoredDevice> Devices);

    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, WriteIndented = true)]
    [JsonSerializable(typeof(Content))]
    private sealed partial class DeviceJson : JsonSerializerContext;
}
