namespace Fovea.Engine.Indexing;

/// <summary>A root, or one folder of it, to bring up to date.</summary>
/// <param name="Root">The root.</param>
/// <param name="Below">Path below the root; empty for all of it.</param>
/// <param name="IsDeep">Whether the folders in it count too; if not, nothing but the files of this one folder is looked at.</param>
public sealed record IndexTarget(LibraryRoot Root, string Below = "", bool IsDeep = true)
{
    /// <summary>Whether it is a whole root.</summary>
    public bool IsWholeRoot => IsDeep && Below.Length == 0;
}
