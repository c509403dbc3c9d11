using System.IO.Compression;

namespace Fovea.Clip;

/// <summary>
/// The entries of one of PyTorch's zip files, by name; nothing is ever unpacked to the disk. PyTorch stores what is read here uncompressed, so that a tensor
/// takes no more memory than the file has bytes.
/// </summary>
internal sealed class TorchEntries : IDisposable
{
    private const int MostEntries = 200_000;
    private const string Pickle = "data.pkl";

    private readonly string _path;
    private readonly ZipArchive _zip;
    private readonly string _prefix;
    private readonly Dictionary<string, ZipArchiveEntry> _entries = new(StringComparer.Ordinal);

    /// <summary>Opens a file.</summary>
    /// <exception cref="ModelException">It is damaged, or was not written by PyTorch.</exception>
    public TorchEntries(string path)
    {
        _path = path;
        ZipArchive? zip = null;
        try
        {
            zip = ZipFile.OpenRead(path);
            _zip = zip;
            _prefix = Index();
        }
        catch (Exception e)
        {
            zip?.Dispose();
            if (e is not InvalidDataException) throw;
            throw CheckpointError.Damaged(path, "it is cut off or damaged: the directory at the end of a zip file is not there, or contradicts itself.", e);
        }
    }

    /// <summary>Whether it has a part.</summary>
    public bool Has(string name) => _entries.ContainsKey(_prefix + name);

    /// <summary>Whether a part of its name begins so.</summary>
    public bool HasBelow(string folder) => _entries.Keys.Any(name => name.StartsWith(_prefix + folder, StringComparison.Ordinal));

    /// <summary>Bytes of a part.</summary>
    /// <exception cref="ModelException">It is missing or compressed.</exception>
    public long Length(string name) => Find(name).Length;

    /// <summary>All bytes of a small part.</summary>
    /// <exception cref="ModelException">It is missing, compressed or large.</exception>
    public byte[] Read(string name, long most)
    {
        var length = Length(name);
        if (length > most) throw CheckpointError.Damaged(_path, FormattableString.Invariant($"its part {name} has {length} bytes; {most} are more than a model needs."));
        try
        {
            using var stream = Open(name);
            var bytes = new byte[length];
            stream.ReadExactly(bytes);
            return bytes;
        }
        catch (Exception e) when (e is InvalidDataException or EndOfStreamException)
        {
            throw CheckpointError.Damaged(_path, $"it is cut off or damaged: its part {name} cannot be read.", e);
        }
    }

    /// <summary>Opens a part at its beginning.</summary>
    public Stream Open(string name) => Find(name).Open();

    public void Dispose() => _zip.Dispose();

    // Everything lies in one folder, whose name is the file's.
    private string Index()
    {
        if (_zip.Entries.Count > MostEntries) throw CheckpointError.Damaged(_path, FormattableString.Invariant($"it has {_zip.Entries.Count} parts; a checkpoint has some hundreds."));
        foreach (var entry in _zip.Entries)
        {
            if (!_entries.TryAdd(entry.FullName, entry)) throw CheckpointError.Damaged(_path, $"it has two parts of the name {entry.FullName}.");
        }

        var pickles = _entries.Keys.Where(name => name == Pickle || (name.EndsWith("/" + Pickle, StringComparison.Ordinal) && name.Count(c => c == '/') == 1)).ToList();
        return pickles.Count == 1
            ? pickles[0][..^Pickle.Length]
            : throw CheckpointError.Refused(_path, "it is a zip file, but none that PyTorch wrote (it has no data.pkl).", "Name a checkpoint: .safetensors, or what torch.save or torch.jit.save wrote.");
    }

    private ZipArchiveEntry Find(string name)
    {
        var entry = _entries.GetValueOrDefault(_prefix + name) ?? throw CheckpointError.Damaged(_path, $"its part {name} is missing.");
        return entry.Length == entry.CompressedLength
            ? entry
            : throw CheckpointError.Refused(_path, $"its part {name} is compressed, which PyTorch never does.", "Name the file as it was published, not packed again.");
    }
}
