using System.Diagnostics;
using System.Globalization;
using Fovea.Bench.Vectors.Data;

namespace Fovea.Bench.Vectors.Peers;

/// <summary>FAISS's exact index in a process of its own, which answers a line for a line and measures itself.</summary>
internal sealed class FaissPeer : IDisposable
{
    private readonly Process _process;
    private readonly int _rows;
    private readonly int _dimensions;

    private FaissPeer(Process process, RowFile file)
    {
        (_process, _rows, _dimensions) = (process, file.Count, file.Dimensions);
        About = Read();
    }

    /// <summary>Which FAISS it is and how it was built.</summary>
    public string About { get; }

    /// <summary>Starts it.</summary>
    /// <returns>The peer, or why there is none.</returns>
    public static (FaissPeer? Peer, string? Problem) Start(string python, BenchData data)
    {
        Process? process = null;
        try
        {
            var rows = data.Rows;
            process = Process.Start(new ProcessStartInfo(
                python, [Path.Combine("bench", "peers", "faiss_flat.py"), rows.Path, Text(rows.Count), Text(rows.Dimensions), data.QueryFile])
            {
                RedirectStandardInput = true,
                RedirectStandardOutput = true,

                // Else its threads keep the processors busy for some time after a search, in another's turn.
                Environment = { ["OMP_WAIT_POLICY"] = "passive" },
            })!;
            return (new FaissPeer(process, rows), null);
        }
        catch (Exception problem) when (problem is System.ComponentModel.Win32Exception or IOException)
        {
            process?.Dispose();
            return (null, problem.Message);
        }
    }

    /// <summary>As a contender; it has no filters here.</summary>
    /// <param name="threads">OpenMP's.</param>
    /// <param name="batch">Queries in a call.</param>
    public Contender On(int threads, int batch) => new(
        $"FAISS IndexFlatIP, {threads} thread{(threads == 1 ? "" : "s")}{(batch == 1 ? "" : $", {batch} queries")}", question => Search(question, threads))
    {
        BytesPerQuery = _rows * (double)_dimensions * sizeof(float) / batch,
        Batch = batch,
        Filters = false,
        IsPeer = true,
    };

    public void Dispose()
    {
        _process.StandardInput.Close();
        if (!_process.WaitForExit(TimeSpan.FromSeconds(10))) _process.Kill();
        _process.Dispose();
    }

    private Answer Search(Question question, int threads)
    {
        _process.StandardInput.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{question.First} {question.Count} {question.Wanted} {threads}"));
        _process.StandardInput.Flush();
        var words = Read().Split(' ');
        var results = words[1..].Select(word => long.Parse(word, CultureInfo.InvariantCulture)).Chunk(question.Wanted)
            .Select(IReadOnlyList<ScoredPhoto> (ids) => [.. ids.Where(id => id >= 0).Select(id => new ScoredPhoto(new PhotoId(id), float.NaN))]).ToArray();
        return new Answer(results, double.Parse(words[0], CultureInfo.InvariantCulture));
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private string Read() => _process.StandardOutput.ReadLine() ?? throw new IOException("the process ended; its message is above");
}
