using System.CommandLine;
using System.Globalization;
using Fovea.Cli.Rendering;
using Fovea.Models;

namespace Fovea.Cli.Commands;

/// <summary><c>fovea models fetch</c>: the only command that connects to anything.</summary>
internal static class FetchCommand
{
    private static readonly Argument<string> Named = new("NAME") { Description = "A model of the catalogue: 'fovea models list --available' shows them." };

    private static readonly Option<bool> DryRun = new("--dry-run") { Description = "Connect to nothing; print the address, size and SHA-256 of each file." };

    private static readonly Option<string?> Mirror = new("--mirror")
    {
        Description = $"A server with the same repositories, in place of the catalogue's. Default: ${FetchOptions.MirrorVariable}.",
        HelpName = "URL",
    };

    private static readonly Option<string[]> AllowHost = new("--allow-host") { Description = "Another host to which the server may send this program for a file.", HelpName = "HOST" };

    private static readonly Option<bool> AcceptLicence = new("--accept-licence") { Description = "Agree to a licence that does not allow any use." };

    private static readonly Option<bool> TrustNew = new("--trust-new") { Description = "Accept files that differ from those first fetched on this machine." };

    private static readonly Option<bool> Optimize = new("--optimize") { Description = "Rebuild it for speed on this machine first, as 'fovea models optimize' does with photos of the library." };

    private static readonly Option<bool> Use = new("--use") { Description = "Use the model from now on, as 'fovea models use' does." };

    public static readonly Option<string?> Catalogue = new("--catalogue") { Description = "A catalogue of your own in place of the one that ships.", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new Command("fetch", "Fetch a model over the network: the only command that connects to anything.")
        {
            Named, DryRun, Optimize, Use, Mirror, AllowHost, AcceptLicence, TrustNew, Catalogue, CommonOptions.Json,
        };
        HelpWithExamples.With(command, """
            fovea models fetch ViT-B-32-laion2b --use    fetches the recommended CLIP and uses it
            fovea models fetch ViT-B-32-laion2b --optimize --use    the same, rebuilt for speed before the photos are encoded
            fovea models fetch ViT-B-32-laion2b --dry-run    what to fetch on another machine; then 'fovea models add FOLDER'

            A fetch that broke off, or was killed, goes on where it stopped. Every byte is checked against the catalogue's hashes;
            where none is known, what comes first is remembered, and nothing else is accepted on this machine from then on.
            Proxies are taken from HTTPS_PROXY, HTTP_PROXY and NO_PROXY.
            """);
        command.SetAction(RunAsync);
        return command;
    }

    public static ModelCatalogue CatalogueOf(ParseResult parsed) =>
        parsed.GetValue(Catalogue) is { } file ? ModelCatalogue.Read(TypedPath.Full(file)) : ModelCatalogue.Shipped();

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = Session.Open(parsed);
        var catalogue = CatalogueOf(parsed);
        var model = catalogue.Find(parsed.GetRequiredValue(Named));
        var isDry = parsed.GetValue(DryRun);
        var options = new FetchOptions
        {
            Mirror = MirrorOf(parsed),
            AllowedHosts = parsed.GetValue(AllowHost) ?? [],
            AcceptsLicence = isDry || model.Licence.IsFree || Agrees(parsed, model),
            TrustsAnew = parsed.GetValue(TrustNew),
        };
        var fetcher = new ModelFetcher(catalogue, session.DataFolder.Models, options, TimeProvider.System);
        var plan = fetcher.Plan(model);
        if (isDry)
        {
            FetchPlanWriter.Write(plan, parsed.GetValue(CommonOptions.Json));
            return ExitCodes.Done;
        }

        if (!session.IsQuiet) FetchPlanWriter.Announce(plan);
        FetchReport report;
        try
        {
            using var line = new FetchLine(session.IsQuiet);
            report = await fetcher.FetchAsync(plan, line, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            Terminal.Say("Stopped. What has arrived is kept; the same command goes on from there.");
            throw;
        }

        if (!session.IsQuiet) FetchPlanWriter.Say(report);
        if (parsed.GetValue(CommonOptions.Json)) FetchPlanWriter.WriteJson(report);
        if (parsed.GetValue(Optimize)) OptimizeCommand.Optimize(session, session.Models.Resolve(report.Folder), folder: null, cancellationToken);
        if (parsed.GetValue(Use)) return await ModelsCommand.UseAsync(session, report.Folder, fromThumbnails: false, later: false, cancellationToken);
        if (!session.IsQuiet) Terminal.Say($"Use it: fovea models use {report.Model}");
        return ExitCodes.Done;
    }

    private static Uri? MirrorOf(ParseResult parsed)
    {
        if (parsed.GetValue(Mirror) is { } typed) return AddressOf(typed, "--mirror");
        return Environment.GetEnvironmentVariable(FetchOptions.MirrorVariable) is { Length: > 0 } set ? AddressOf(set, FetchOptions.MirrorVariable) : null;
    }

    private static Uri AddressOf(string text, string place) =>
        Uri.TryCreate(text, UriKind.Absolute, out var address) && address.Scheme is "http" or "https" && address.UserInfo.Length + address.Query.Length + address.Fragment.Length == 0
            ? address
            : throw new UsageException($"{place} is '{text}', which is no web address like https://mirror.example.");

    private static bool Agrees(ParseResult parsed, CatalogueModel model)
    {
        if (parsed.GetValue(AcceptLicence)) return true;
        var licence = string.Create(CultureInfo.InvariantCulture, $"{model.Name} is under {model.Licence.Id}: {model.Licence.Limits} {model.Licence.Url}");
        return Terminal.CanAsk && Terminal.Ask($"{licence}. Agree?")
            ? true
            : throw new UsageException($"{licence}. Nothing was fetched. Agree with --accept-licence.");
    }
}
