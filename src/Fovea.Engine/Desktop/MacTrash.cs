using System.Globalization;
using System.Runtime.Versioning;
using Fovea.Engine.Files;

namespace Fovea.Engine.Desktop;

/// <summary>The Trash of macOS: a folder of its own for the home's volume and for each other one.</summary>
/// <param name="home">The home folder.</param>
[SupportedOSPlatform("macos")]
internal sealed class MacTrash(string home) : ISystemTrash
{
    public bool CanRestore => true;

    public TrashedFile Move(string path)
    {
        if (!Posix.Exists(path)) throw new FileNotFoundException("the file is not there any more");
        try
        {
            return MoveInto(FilePaths.Join(home, ".Trash"), path);
        }
        catch (OtherFileSystemException e)
        {
            if (VolumeOf(path) is not { } volume) throw new IOException("the drive it is on has no Trash; move it with the Finder", e);
            var own = FilePaths.Join(FilePaths.Join(volume, ".Trashes"), Posix.UserId().ToString(CultureInfo.InvariantCulture));
            try
            {
                Posix.CreatePrivateFolder(own);
            }
            catch (FileExistsException)
            {
                // As it should be.
            }

            return MoveInto(own, path);
        }
    }

    public void Restore(TrashedFile file)
    {
        if (!Posix.Exists(file.Place)) throw new IOException("it is not in the Trash any more");
        try
        {
            Posix.Move(file.Place, file.From);
        }
        catch (FileExistsException e)
        {
            throw new IOException("something else has its place now; it stays in the Trash", e);
        }
        catch (FileNotFoundException e)
        {
            throw new IOException("the folder it was in is not there any more; it stays in the Trash", e);
        }
    }

    private static TrashedFile MoveInto(string trash, string path)
    {
        foreach (var name in FreeNames.Of(Path.GetFileName(path), 0, (stem, number) => $"{stem} {number}"))
        {
            var place = FilePaths.Join(trash, name);
            try
            {
                Posix.Move(path, place);
                return new TrashedFile(path, place, null);
            }
            catch (FileExistsException)
            {
                // The next name.
            }
        }

        throw new IOException("the Trash holds too many files of this name; empty it");
    }

    private static string? VolumeOf(string path) =>
        FilePaths.SelfAndParents(path).FirstOrDefault(parent => Path.GetDirectoryName(parent) == "/Volumes");
}
