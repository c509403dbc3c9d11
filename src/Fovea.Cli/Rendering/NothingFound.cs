using System.Globalization;

namespace Fovea.Cli.Rendering;

/// <summary>Why a search found nothing, and what to do.</summary>
internal static class NothingFound
{
    public static string Explain(Session session, int offset)
    {
        if (session.Catalog.GetRoots().Count == 0) return "Nothing is indexed yet. Add a folder: fovea index ~/Pictures";
        var spaces = session.Catalog.GetSpaces();
        var here = spaces.FirstOrDefault(space => space.Space == session.Model.Space)?.Embeddings ?? 0;
        if (here > 0) return offset > 0 ? "No further results." : "Nothing found: no photo passes the filters (date:, in:, --in). Loosen them.";
        var elsewhere = spaces.Count == 0 ? 0 : spaces.Max(space => space.Embeddings);
        var command = session.ModelArgument is { } model ? $"fovea index --model {PathText.ToDisplay(model)}" : "fovea index";
        return elsewhere == 0
            ? $"No photo is indexed yet. Run: {command}"
            : string.Create(CultureInfo.InvariantCulture, $"{elsewhere:N0} photos have not been encoded with the model {session.Model.Name} yet. Run: {command}");
    }
}
