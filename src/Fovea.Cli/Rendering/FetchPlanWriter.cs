using System.Globalization;
using Fovea.Models;

namespace Fovea.Cli.Rendering;

/// <summary>Says what a fetch will do and has done.</summary>
internal static class FetchPlanWriter
{
    /// <summary>Names whom the program connects to, before it does.</summary>
    public static void Announce(FetchPlan plan)
    {
        var model = plan.Model;
        Terminal.Say($"{model.Title}. Licence: {model.Licence.Id} ({model.Licence.Url}).");
        var proxy = plan.Proxy is { } through ? $" through the proxy {through}" : "";
        var storage = plan.StorageHosts.Count > 0 ? $", which may send this program on to {string.Join(", ", plan.StorageHosts)} for large files" : "";
        Terminal.Say($"Connecting to {plan.Server.Host}{proxy}{storage}.");
        if (plan.Revision is null) Terminal.Say($"No commit of {model.Repository} was reviewed: what it has now is fetched.");
        var unknown = plan.Unknown.Select(file => file.Path).ToList();
        if (unknown.Count > 0) Terminal.Say($"No SHA-256 is known of {string.Join(", ", unknown)}: what comes now is trusted, and remembered on this machine.");
    }

    /// <summary>Says what was done.</summary>
    public static void Say(FetchReport report)
    {
        if (report.WasThere)
        {
            Terminal.Say($"{report.Model} is here already, whole and unchanged: {PathText.ToDisplay(report.Folder)}");
            return;
        }

        Terminal.Say(string.Create(CultureInfo.InvariantCulture, $"Fetched {report.Model} ({report.Transferred / 1e6:N1} MB), checked: {PathText.ToDisplay(report.Folder)}"));
        if (report.FirstTrusted.Count > 0) Terminal.Say($"Remembered from this first fetch: {string.Join(", ", report.FirstTrusted)}.");
    }

    /// <summary>Prints the files: address, bytes, SHA-256 and path, apart by tabs.</summary>
    public static void Write(FetchPlan plan, bool asJson)
    {
        if (asJson)
        {
            WriteJson(plan);
            return;
        }

        foreach (var file in plan.Files)
        {
            var size = file.Size?.ToString(CultureInfo.InvariantCulture) ?? "?";
            Terminal.WriteLine($"{file.Address}\t{size}\t{file.Sha256 ?? "?"}\t{file.Path}{(file.IsOptional ? "\toptional" : "")}");
        }
    }

    /// <summary>Writes what was done.</summary>
    public static void WriteJson(FetchReport report) => JsonOutput.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("model", report.Model);
        json.WritePath("folder", report.Folder);
        json.WriteBoolean("wasThere", report.WasThere);
        json.WriteNumber("transferred", report.Transferred);
        json.WriteStartArray("firstTrusted");
        foreach (var path in report.FirstTrusted) json.WriteStringValue(path);
        json.WriteEndArray();
        json.WriteEndObject();
    });

    private static void WriteJson(FetchPlan plan) => JsonOutput.Write(json =>
    {
        json.WriteStartObject();
        json.WriteString("model", plan.Model.Name);
        json.WriteString("licence", plan.Model.Licence.Id);
        json.WriteString("server", plan.Server.ToString());
        json.WriteString("repository", plan.Model.Repository);
        json.WriteString("revision", plan.Revision);
        json.WriteStartArray("files");
        foreach (var file in plan.Files)
        {
            json.WriteStartObject();
            json.WriteString("path", file.Path);
            json.WriteString("url", file.Address.ToString());
            if (file.Size is { } size) json.WriteNumber("size", size);
            if (file.Sha256 is { } hash) json.WriteString("sha256", hash);
            json.WriteBoolean("optional", file.IsOptional);
            json.WriteEndObject();
        }

        json.WriteEndArray();
        json.WriteEndObject();
    });
}
