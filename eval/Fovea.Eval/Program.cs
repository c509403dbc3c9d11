using System.CommandLine;
using Fovea;
using Fovea.Eval;
using Fovea.Eval.Shortcuts;

var folder = new Argument<string>("FOLDER") { Description = "A folder of photos with captions." };
var captions = new Option<string?>("--captions") { Description = "Lines of PATH TAB CAPTION, paths relative to the folder. Default: FOLDER/captions.tsv.", HelpName = "FILE" };
var model = new Option<string?>("--model") { Description = "A model's name or folder. Default: the starter.", HelpName = "NAME|DIR" };
var json = new Option<bool>("--json") { Description = "One JSON document." };
var root = new RootCommand("Measures retrieval with the product's own pipeline, from file to ranking: recall at 1, 5, 10 and the median rank, both ways.")
{
    folder, captions, model, json,
};
root.Subcommands.Add(ShortcutCommand.Create());
root.SetAction(async (parsed, cancellationToken) =>
{
    var photos = Path.GetFullPath(parsed.GetRequiredValue(folder));
    var lines = parsed.GetValue(captions) ?? Path.Combine(photos, "captions.tsv");
    try
    {
        var result = await Evaluation.RunAsync(photos, CaptionFile.Read(lines), parsed.GetValue(model), cancellationToken);
        await Console.Out.WriteAsync(parsed.GetValue(json) ? result.ToJson() : result.ToText());
        return 0;
    }
    catch (Exception e) when (e is FoveaException or IOException or InvalidDataException or UnauthorizedAccessException)
    {
        await Console.Error.WriteLineAsync($"fovea-eval: {e.Message}");
        return 2;
    }
});
return await root.Parse(args).InvokeAsync();
