using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
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
    public static (FaissPeer? Peer, string? Problem) Start(string python, RowFile file, float[][] queries)
    {
        var queryFile = Path.Combine(Path.GetTempPath(), $"fovea-bench-queries-{Environment.ProcessId}.f32");
        File.WriteAllBytes(queryFile, MemoryMarshal.AsBytes<float>(queries.SelectMany(query => query).ToArray()).ToArray());
        Process? process = null;
        try
        {
            process = Process.Start(new ProcessStartInfo(python)
            {
                ArgumentList =
                {
                    Path.Combine("bench", "peers", "faiss_flat.py"),
                    file.Path, file.Count.ToString(CultureInfo.InvariantCulture), file.Dimensions.ToString(CultureInfo.InvariantCulture), queryFile,
                },
                RedirectStandardInput = true,
                RedirectStandardOutput = true,
            })!;
            return (new FaissPeer(process, file), null);
        }
        catch (Exception problem) when (problem is System.ComponentModel.Win32Exception or IOException)
        {
            process?.Dispose();
            return (null, problem.Message);
        }
        finally
        {
            File.Delete(queryFile);
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
        _process.WaitForExit();
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

    private string Read() => _process.StandardOutput.ReadLine() ?? throw new IOException("the process ended; its message is above");
}
