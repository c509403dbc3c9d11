using System.CommandLine;
using Fovea.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Fovea.Eval.Shortcuts;

/// <summary>The command <c>shortcuts FOLDER...</c>.</summary>
internal static class ShortcutCommand
{
    public static Command Create()
    {
        var folders = new Argument<string[]>("FOLDER") { Description = "Folders of photos, each a row for every kind of file.", Arity = ArgumentArity.OneOrMore };
        var model = new Option<string?>("--model") { Description = "A model's name or folder. Default: the starter.", HelpName = "NAME|DIR" };
        var command = new Command("shortcuts", "Measures what the decoder's shortcuts change in the vectors and what they save, as a Markdown table.") { folders, model };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var home = Directory.CreateTempSubdirectory("fovea-eval-");
            try
            {
                using var services = new ServiceCollection().AddFovea(new FoveaOptions { Home = home.FullName, Model = parsed.GetValue(model) }).BuildServiceProvider();
                var table = new ShortcutTable(services.GetRequiredService<IDualEncoder>().Images);
                await Console.Out.WriteAsync(table.Make(parsed.GetRequiredValue(folders), cancellationToken));
                return 0;
            }
            catch (Exception e) when (e is FoveaException or IOException or UnauthorizedAccessException)
            {
                await Console.Error.WriteLineAsync($"fovea-eval: {e.Message}");
                return 2;
            }
            finally
            {
                home.Delete(recursive: true);
            }
        });
        return command;
    }
}
