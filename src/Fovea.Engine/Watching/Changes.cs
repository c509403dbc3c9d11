using Fovea.Engine.Files;

namespace Fovea.Engine.Watching;

/// <summary>What happened in watched folders.</summary>
internal sealed class Changes
{
    /// <summary>Folders to look at, and whether with all below them, which are then watched too.</summary>
    public Dictionary<string, bool> Folders { get; } = new(FilePaths.Comparer);

    /// <summary>Files and folders that were taken away.</summary>
    public HashSet<string> Taken { get; } = new(FilePaths.Comparer);

    /// <summary>Folders to watch no longer.</summary>
    public HashSet<string> Left { get; } = new(FilePaths.Comparer);

    /// <summary>Whether events were lost: everything has to be looked at.</summary>
    public bool IsLost { get; set; }

    public bool IsEmpty => Folders.Count == 0 && !IsLost;

    public void Touch(string folder, bool isDeep) => Folders[folder] = isDeep || Folders.GetValueOrDefault(folder);

    public void Add(Changes other)
    {
        foreach (var (folder, isDeep) in other.Folders) Touch(folder, isDeep);
        Taken.UnionWith(other.Taken);
        Left.UnionWith(other.Left);
        IsLost |= other.IsLost;
    }
}
