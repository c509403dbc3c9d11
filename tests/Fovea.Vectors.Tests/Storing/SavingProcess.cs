using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using static Fovea.Vectors.Tests.Storing.StoredRows;

namespace Fovea.Vectors.Tests.Storing;

/// <summary>This program once more, as a process that does nothing but save generation after generation of an index until it is killed.</summary>
internal static class SavingProcess
{
    public const string Stamp = "generations";
    private const string Variable = "FOVEA_TEST_SAVE_TO";
    private const int Dimensions = 64;
    private const int Rows = 600;

    public static EmbeddingSpace Space { get; } = StoredRows.Space(Dimensions);

    /// <summary>Starts it.</summary>
    /// <param name="folder">The data folder.</param>
    public static Process Start(string folder)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true, RedirectStandardError = true };

        // Where the tests are a library that dotnet runs.
        if (Path.GetFileNameWithoutExtension(Environment.ProcessPath!) == "dotnet") start.ArgumentList.Add(typeof(SavingProcess).Assembly.Location);
        start.Environment[Variable] = folder;
        return Process.Start(start)!;
    }

    /// <summary>The photos of a generation: those of the one before, the first of which went, and some that are new.</summary>
    public static IndexRow[] Generation(long number)
    {
        var rows = Make(Dimensions, 40, (int)number);
        return [.. rows.Select((row, i) => row with { Id = new PhotoId((number * 40) + i) })];
    }

    /// <summary>What the index holds after so many.</summary>
    public static IEnumerable<IndexRow> Until(long generation) =>
        Enumerable.Range((int)Math.Max(0, generation - (Rows / 40) + 1), (int)Math.Min(generation + 1, Rows / 40)).SelectMany(number => Generation(number));

    [ModuleInitializer]
    internal static void SaveIfAsked()
    {
        if (Environment.GetEnvironmentVariable(Variable) is not { } folder) return;
        var store = new SegmentStore(folder);
        var (index, generation) = store.Open(Space, Stamp) is { } opened ? (opened.Index, opened.Version) : (Build(Space, []), -1L);
        while (true)
        {
            generation++;
            var gone = new PhotoBitmap();
            if (generation >= Rows / 40)
            {
                foreach (var row in Generation(generation - (Rows / 40))) gone.Add(row.Id);
            }

            index = index.With(Build(Space, Generation(generation)), gone);
            index = store.Save(index, Stamp, generation) ?? throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"Generation {generation} could not be saved."));
        }
    }
}
