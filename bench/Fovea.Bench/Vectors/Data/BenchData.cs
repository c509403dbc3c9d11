using System.Globalization;
using System.Numerics.Tensors;
using System.Runtime.InteropServices;

namespace Fovea.Bench.Vectors.Data;

/// <summary>Rows to search and queries to search them with.</summary>
/// <param name="Rows">The rows.</param>
/// <param name="Queries">Unit vectors; no two the same.</param>
/// <param name="QueryFile">The same queries as plain fp32 numbers, for other programs.</param>
/// <param name="Notes">What is to be said of the data.</param>
internal sealed record BenchData(RowFile Rows, float[][] Queries, string QueryFile, IReadOnlyList<string> Notes) : IDisposable
{
    private const ulong RowStream = 1;
    private const ulong QueryStream = 2;
    private const int QueryCount = 200;
    private const int ReportedRows = 20_000;

    /// <summary>Makes the data, or opens what was made before.</summary>
    public static BenchData Open(VectorBenchOptions options, int rows)
    {
        Directory.CreateDirectory(options.Cache);
        return options.Data switch
        {
            "random" => Synthetic(options, SyntheticModels.Random(options.Dimensions), rows),
            "clusters" => Synthetic(options, SyntheticModels.ClustersOf(options.Dimensions), rows),
            "cone" => Synthetic(options, SyntheticModels.Cone(options.Dimensions), rows),
            "real" or "real-like" => Real(options, rows),
            _ => throw new InvalidDataException($"There is no data '{options.Data}': random, clusters, cone, real or real-like."),
        };
    }

    public void Dispose() => Rows.Dispose();

    private static BenchData Synthetic(VectorBenchOptions options, MixtureModel model, int rows)
    {
        var file = OpenRows(options, model, rows);
        var queries = Enumerable.Range(0, QueryCount).Select(i => i % 2 == 0 ? Fresh(model, i) : NearRow(file, i)).ToArray();
        return new BenchData(file, queries, Keep(file, queries), [$"  queries: {QueryCount}, in turns a new vector of the same kind and a row plus noise half as long as it"]);
    }

    private static BenchData Real(VectorBenchOptions options, int rows)
    {
        if (options.Photos is null) throw new InvalidDataException($"--data {options.Data} needs --photos FOLDER.");
        var real = StarterVectors.Load(options.Model, options.Photos, options.Captions ?? FindCaptions(options.Photos), QueryCount, options.Cache);
        if (options.Data == "real" && options.Dimensions != real.Dimensions)
        {
            throw new InvalidDataException($"The model's real vectors have {real.Dimensions} dimensions; more are --data real-like.");
        }

        var axes = new PrincipalAxes(real.Photos, real.Dimensions);
        var notes = new List<string> { DataReport.Line($"{real.Count} photos' own vectors, {real.Dimensions} dimensions", real.Photos, real.Texts, real.Count) };
        RowFile file;
        float[][] queries;
        if (options.Data == "real")
        {
            (file, queries) = (OpenRows(options, EnlargedModel.Real(real, axes), rows), real.Texts);
        }
        else
        {
            var stretched = new StretchedModel(real, axes, options.Dimensions);
            (file, queries) = (OpenRows(options, stretched.Model, rows), [.. real.Texts.Select(text => stretched.Embed(text))]);
            notes.Add($"  real-like: the real spectrum stretched over {options.Dimensions} axes, the real vectors on the diagonals of groups of axes, normal noise for the rest of the variance");
        }

        var sample = new Half[Math.Min(file.Count, ReportedRows) * file.Dimensions];
        file.Read(0, sample);
        notes.Add(DataReport.Line($"the first {sample.Length / file.Dimensions} rows of the enlarged set", [.. sample.Select(half => (float)half)], queries, Math.Min(real.Count, file.Count)));
        return new BenchData(file, queries, Keep(file, queries), notes);
    }

    private static string FindCaptions(string photos) =>
        Directory.EnumerateFiles(photos, "captions.tsv", SearchOption.AllDirectories).FirstOrDefault()
        ?? throw new FileNotFoundException($"There is no captions.tsv under {photos}: name a file of 'path TAB caption' lines with --captions.");

    private static RowFile OpenRows(VectorBenchOptions options, MixtureModel model, int rows) =>
        RowFile.Open(Path.Combine(options.Cache, model.Name + ".f16"), model, RowStream, rows);

    private static string Keep(RowFile file, float[][] queries)
    {
        var path = Path.ChangeExtension(file.Path, string.Create(CultureInfo.InvariantCulture, $".{file.Count}.queries.f32"));
        File.WriteAllBytes(path, MemoryMarshal.AsBytes<float>(queries.SelectMany(query => query).ToArray()));
        return path;
    }

    private static float[] Fresh(MixtureModel model, int number)
    {
        var query = new float[model.Dimensions];
        model.Make(QueryStream, number, query);
        return query;
    }

    private static float[] NearRow(RowFile file, int number)
    {
        var row = new Half[file.Dimensions];
        file.Read((int)((long)number * file.Count / QueryCount), row);
        var query = new float[file.Dimensions];
        NormalNumbers.Fill(QueryStream, -number, query);
        TensorPrimitives.Multiply(query, 0.5f / TensorPrimitives.Norm<float>(query), query);
        for (var i = 0; i < row.Length; i++) query[i] += (float)row[i];
        TensorPrimitives.Divide(query, TensorPrimitives.Norm<float>(query), query);
        return query;
    }
}
