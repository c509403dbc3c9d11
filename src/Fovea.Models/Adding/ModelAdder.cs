using System.Security.Cryptography;
using Fovea.Clip;

namespace Fovea.Models;

/// <summary>Takes a model that was carried over, as a folder or a ZIP archive, among the models on this machine. Nothing is connected to.</summary>
/// <param name="catalogue">Knows the hashes of published models.</param>
/// <param name="modelsFolder">The folder that holds one folder a model; need not exist.</param>
public sealed class ModelAdder(ModelCatalogue catalogue, string modelsFolder)
{
    private const long LargestGraph = 16L << 30;
    private const int BufferSize = 1 << 17;

    /// <summary>Copies a model's files, checks them, and puts the model in its place: whole or not at all.</summary>
    /// <param name="source">A folder or a ZIP archive.</param>
    /// <param name="name">The model's name from now on; null: what its manifest says, or how the source is called.</param>
    /// <param name="progress">Called with what has been copied.</param>
    /// <param name="cancellationToken">Stops; nothing is added.</param>
    /// <exception cref="ModelException">It is no model that can be used, or is damaged.</exception>
    /// <exception cref="FetchException">There is no room, or another process is at it.</exception>
    public AddReport Add(string source, string? name, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(source);
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(source));
        if (IsInside(full)) throw new ModelException(full, $"{full} is among Fovea's own models already. 'fovea models use {Path.GetFileName(full)}' uses it.");
        try
        {
            using var files = Open(full);
            var part = Find(full, files);
            var called = name ?? NameOf(full, part);
            if (!ModelCatalogue.IsName(called)) throw new ModelException(full, $"'{called}' is no name for a model: letters, digits, '-', '_' and '.' only, and not 'starter'. Give it one: --name NAME.");
            if (Taken(called) is { } taken) throw new ModelException(full, $"There is a model {taken} already. Give this one another name (--name NAME), or remove that: 'fovea models remove {taken}'.");
            return Add(full, called, part, progress, cancellationToken);
        }
        catch (IOException e)
        {
            throw DiskSpace.IsFull(e) ? DiskSpace.Full(modelsFolder, e) : Unreadable(full, e);
        }
        catch (Exception e) when (e is UnauthorizedAccessException or InvalidDataException)
        {
            throw Unreadable(full, e);
        }
    }

    private AddReport Add(string full, string name, ModelPart part, IProgress<FetchProgress>? progress, CancellationToken cancellationToken)
    {
        using var staging = StagingFolder.Open(modelsFolder, name);
        staging.Clear();
        try
        {
            var wanted = new List<string>(part.Wanted);
            var total = wanted.Sum(part.Length);
            DiskSpace.Require(modelsFolder, total);
            var hashes = new Dictionary<string, string>(StringComparer.Ordinal);
            var done = 0L;
            for (var i = 0; i < wanted.Count; i++)
            {
                var path = wanted[i];
                var target = Path.Combine(staging.Path, path);
                hashes[path] = Copy(part, path, target, bytes => progress?.Report(new FetchProgress(path, done += bytes, total)), cancellationToken);
                if (!IsGraph(path)) continue;
                var more = DataFiles(full, path, target, part).Except(wanted, StringComparer.Ordinal).ToList();
                wanted.AddRange(more);
                total += more.Sum(part.Length);
                DiskSpace.Require(modelsFolder, total - done);
            }

            var manifest = Promised(full, staging.Path, part, hashes);
            var published = Published(hashes);
            ModelPublisher.Publish(staging, staging.Path, name, published is null ? manifest?.Description : published.Description, hashes, isReviewed: published is not null, found: null, cancellationToken);
            return new AddReport(name, staging.Target, total, published?.Name);
        }
        catch (Exception e)
        {
            // What was copied can be copied again. Nobody finds it there: what is wrong with it is wrong with the source.
            if (Directory.Exists(staging.Root)) Directory.Delete(staging.Root, recursive: true);
            if (e is ModelException) throw new ModelException(full, e.Message.Replace(staging.Path, Path.TrimEndingDirectorySeparator(Path.Combine(full, part.Folder)), StringComparison.Ordinal), e);
            throw;
        }
    }

    private static IModelSource Open(string full)
    {
        if (Directory.Exists(full)) return new FolderSource(full);
        if (!File.Exists(full)) throw new ModelException(full, $"There is nothing at {full}. Name the folder of a model, or a ZIP archive of it.");
        if (Path.GetExtension(full) is ".pt" or ".pth" or ".bin" or ".safetensors")
        {
            throw new ModelException(full, $"{full} is a checkpoint, not a model that can be run. Convert it: 'fovea models convert {Path.GetFileName(full)} --out FOLDER'.");
        }

        return new ZipSource(full);
    }

    // The model in it: at its top, or in a folder below where it is the only one. A cache of Hugging Face's has it in snapshots/COMMIT.
    private static ModelPart Find(string full, IModelSource files)
    {
        var found = files.Files.Keys.Where(IsGraph).SelectMany(Folders).Distinct(StringComparer.Ordinal)
            .Select(folder => (Folder: folder, Part: new ModelPart(files, folder)))
            .Where(one => one.Part.Towers.Count == 2)
            .GroupBy(one => one.Folder.Count(c => c == '/'))
            .MinBy(depth => depth.Key)?.OrderBy(one => one.Folder, StringComparer.Ordinal).ToList();
        return found switch
        {
            [var one] => one.Part.Towers.All(tower => one.Part.Length(tower) <= LargestGraph) ? one.Part : throw new InvalidDataException("a file in it is larger than any graph."),
            [var first, var second, ..] => throw new ModelException(full, $"{full} holds several models. Name the folder of one: {Path.Combine(full, first.Folder)} or {Path.Combine(full, second.Folder)}."),
            _ => throw NoModel(full, files),
        };
    }

    private static ModelException NoModel(string full, IModelSource files)
    {
        if (!files.Files.Keys.Any(IsGraph))
        {
            return new ModelException(full, $"{full} holds no model: there is no graph (.onnx) in it. A checkpoint (.safetensors, .pt) is converted: 'fovea models convert'.");
        }

        try
        {
            // What is missing is told in the same words as everywhere.
            if (Directory.Exists(full)) ModelFolder.Check(full);
        }
        catch (ModelException e)
        {
            return e;
        }

        var graphs = files.Files.Keys.Where(IsGraph).Order(StringComparer.Ordinal).Take(3);
        return new ModelException(
            full,
            $"{full} holds no model. Looked for visual/model.onnx and textual/model.onnx (OpenCLIP), onnx/vision_model.onnx and onnx/text_model.onnx (Hugging Face), visual.onnx and textual.onnx (rclip); "
            + $"there is only {string.Join(", ", graphs)}. Take all files of the model along.");
    }

    // "a/b/c.onnx": "", "a/", "a/b/"
    private static IEnumerable<string> Folders(string path)
    {
        yield return "";
        for (var end = path.IndexOf('/', StringComparison.Ordinal); end >= 0; end = path.IndexOf('/', end + 1)) yield return path[..(end + 1)];
    }

    private static List<string> DataFiles(string full, string graph, string copy, ModelPart part)
    {
        var folder = graph[..(graph.LastIndexOf('/') + 1)];
        var files = ModelFolder.DataFilesOf(copy).Select(place => folder + place).ToList();
        return files.Find(file => !part.Has(file)) is { } missing
            ? throw new ModelException(full, $"{missing} is missing in {full}: {graph} has weights there. Take all files of the model along.")
            : files;
    }

    private static bool IsGraph(string path) => path.EndsWith(".onnx", StringComparison.OrdinalIgnoreCase);

    private static string Copy(ModelPart files, string path, string target, Action<int> copied, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(target)!);
        using var from = files.Open(path);
        using var to = new FileStream(target, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[BufferSize];
        var left = files.Length(path);
        for (int read; (read = from.Read(buffer)) > 0;)
        {
            cancellationToken.ThrowIfCancellationRequested();
            left -= read;
            if (left < 0) throw new InvalidDataException($"{path} is longer than the archive says.");
            hash.AppendData(buffer, 0, read);
            to.Write(buffer, 0, read);
            copied(read);
        }

        if (left > 0) throw new InvalidDataException($"{path} is cut off.");
        to.Flush(flushToDisk: true);
        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // What the source's own manifest promises must be so.
    private static ModelManifest? Promised(string full, string folder, ModelPart part, Dictionary<string, string> hashes)
    {
        var path = Path.Combine(folder, ModelManifest.FileName);
        if (!File.Exists(path)) return null;
        var manifest = ModelManifest.Parse(Path.Combine(full, ModelManifest.FileName), File.ReadAllBytes(path));
        foreach (var file in manifest.Files)
        {
            if (!part.Has(file.Path) || (hashes.TryGetValue(file.Path, out var hash) && hash != file.Sha256))
            {
                throw new ModelException(full, $"{file.Path} in {full} is missing, or not the file that its manifest names. Carry the model over again.");
            }
        }

        hashes.Remove(ModelManifest.FileName);
        File.Delete(path);
        return manifest;
    }

    private CatalogueModel? Published(Dictionary<string, string> hashes) =>
        catalogue.Models.FirstOrDefault(model => model.Files.Any(file => file.Sha256 is not null) && model.Files.All(file => file.Sha256 is null || hashes.GetValueOrDefault(file.Path) == file.Sha256));

    private static string NameOf(string full, ModelPart files)
    {
        if (files.Has(ModelManifest.FileName) && files.Length(ModelManifest.FileName) < ModelPart.LargestSmallFile)
        {
            using var manifest = files.Open(ModelManifest.FileName);
            using var bytes = new MemoryStream();
            manifest.CopyTo(bytes);
            return ModelManifest.Parse(Path.Combine(full, ModelManifest.FileName), bytes.ToArray()).Name;
        }

        // A cache's folder is models--OWNER--NAME, and its snapshots are called by their commits.
        var cached = full.Split(Path.DirectorySeparatorChar).LastOrDefault(part => part.StartsWith("models--", StringComparison.Ordinal));
        if (cached is not null) return cached[(cached.LastIndexOf("--", StringComparison.Ordinal) + 2)..];
        return Directory.Exists(full) ? Path.GetFileName(full) : Path.GetFileNameWithoutExtension(full);
    }

    // Names are told apart as on a system that does not see capitals: a library may be carried to one.
    private string? Taken(string name) => Directory.Exists(modelsFolder)
        ? Directory.EnumerateDirectories(modelsFolder).Select(Path.GetFileName).FirstOrDefault(there => string.Equals(there, name, StringComparison.OrdinalIgnoreCase))
        : null;

    private bool IsInside(string full) => full.StartsWith(Path.GetFullPath(modelsFolder) + Path.DirectorySeparatorChar, StringComparison.Ordinal);

    private static ModelException Unreadable(string path, Exception cause) =>
        new(path, $"{path} cannot be read: {cause.Message} Name the folder of a model, or a ZIP archive of it.", cause);
}
