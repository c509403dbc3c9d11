using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Fovea.Clip;
using Fovea.Imaging;

namespace Fovea.Bench.Vectors.Data;

/// <summary>What a model makes of the photos at hand and of captions: the real vectors that larger sets are made after.</summary>
internal sealed class StarterVectors
{
    private const float SamePhoto = 0.999f;

    private StarterVectors(string name, int dimensions, float[] photos, float[][] texts)
    {
        (Name, Dimensions, Photos, Texts) = (name, dimensions, photos, texts);
    }

    /// <summary>Stands for the model, the photos and the captions.</summary>
    public string Name { get; }

    public int Dimensions { get; }

    /// <summary>Row-major; of several copies of a photo, one.</summary>
    public float[] Photos { get; }

    public float[][] Texts { get; }

    public int Count => Photos.Length / Dimensions;

    /// <summary>Reads what was kept in the cache, or encodes all photos under the folder and evenly spread captions, and keeps them.</summary>
    public static StarterVectors Load(string modelFolder, string photoFolder, string captionFile, int texts, string cache)
    {
        using var model = ClipModel.Open(modelFolder, new ClipModelOptions());
        var files = Directory.EnumerateFiles(photoFolder, "*", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var captions = Captions(captionFile, texts);
        var name = Convert.ToHexStringLower(SHA256.HashData(System.Text.Encoding.UTF8.GetBytes(
            string.Join('\n', [model.Space.Id, .. files.Select(file => $"{file} {new FileInfo(file).Length}"), .. captions]))).AsSpan(0, 4));
        var dimensions = model.Space.Dimensions;
        var photos = Cached(Path.Combine(cache, $"starter-{name}.photos.f32"), () => EncodePhotos(model, files));
        var queries = Cached(Path.Combine(cache, $"starter-{name}.texts.f32"), () => [.. captions.SelectMany(caption => model.Texts.Encode(caption, CancellationToken.None).Vector.ToArray())]);
        return new StarterVectors(name, dimensions, photos, [.. queries.Chunk(dimensions)]);
    }

    private static string[] Captions(string file, int count)
    {
        var all = File.ReadLines(file).Where(line => line.Contains('\t', StringComparison.Ordinal)).Select(line => line[(line.IndexOf('\t', StringComparison.Ordinal) + 1)..]).ToArray();
        return [.. Enumerable.Range(0, Math.Min(count, all.Length)).Select(i => all[(long)i * all.Length / Math.Min(count, all.Length)])];
    }

    private static float[] Cached(string path, Func<float[]> make)
    {
        if (File.Exists(path)) return MemoryMarshal.Cast<byte, float>(File.ReadAllBytes(path)).ToArray();
        var made = make();
        File.WriteAllBytes(path, MemoryMarshal.AsBytes(made.AsSpan()).ToArray());
        return made;
    }

    private static float[] EncodePhotos(ClipModel model, string[] files)
    {
        var decoder = new MagickPhotoDecoder();
        var vectors = new float[files.Length][];
        Parallel.For(0, files.Length, new ParallelOptions { MaxDegreeOfParallelism = Environment.ProcessorCount }, i =>
        {
            var source = new PhotoSource(Path.GetFileName(files[i]), File.ReadAllBytes(files[i]));
            if (decoder.Decode(source, model.Preprocessing, null, CancellationToken.None) is not PhotoOutcome.Decoded decoded) return;
            using var tile = decoded.Tile;
            var vector = new float[model.Space.Dimensions];
            model.Images.Encode([tile], vector, CancellationToken.None);
            vectors[i] = vector;
        });

        var kept = new List<float[]>();
        foreach (var vector in vectors)
        {
            if (vector is not null && kept.TrueForAll(other => System.Numerics.Tensors.TensorPrimitives.Dot<float>(other, vector) < SamePhoto)) kept.Add(vector);
        }

        return [.. kept.SelectMany(vector => vector)];
    }
}
