using System.Globalization;
using System.Runtime.Versioning;
using System.Text;
using Fovea.Engine.Files;

namespace Fovea.Engine.Desktop;

/// <summary>The trash of Linux desktops: the Trash specification 1.0 of freedesktop.org.</summary>
/// <param name="places">Finds the trash folder for a file.</param>
/// <param name="time">The clock, for the time of deletion.</param>
[SupportedOSPlatform("linux")]
internal sealed class FreedesktopTrash(TrashPlaces places, TimeProvider time) : ISystemTrash
{
    private const string InfoExtension = ".trashinfo";

    public bool CanRestore => true;

    public TrashedFile Move(string path)
    {
        if (!Posix.Exists(path)) throw new FileNotFoundException("the file is not there any more");
        IOException? failure = null;
        foreach (var trash in places.For(path))
        {
            try
            {
                return MoveInto(trash, path);
            }
            catch (OtherFileSystemException e)
            {
                failure = e; // btrfs: one device, and yet nothing moves between its subvolumes
            }
        }

        throw new IOException("the drive it is on has no trash folder that can be used; move it with a file manager", failure);
    }

    public void Restore(TrashedFile file)
    {
        if (!Posix.Exists(file.Place)) throw new IOException("it is not in the trash any more");
        try
        {
            Posix.Move(file.Place, file.From);
        }
        catch (FileExistsException e)
        {
            throw new IOException("something else has its place now; it stays in the trash", e);
        }
        catch (FileNotFoundException e)
        {
            throw new IOException("the folder it was in is not there any more; it stays in the trash", e);
        }

        Posix.Delete(file.Info!);
    }

    private TrashedFile MoveInto(TrashPlace trash, string path)
    {
        var info = Encoding.ASCII.GetBytes(string.Create(
            CultureInfo.InvariantCulture,
            $"[Trash Info]\nPath={FileUri.Encode(trash.Describe(path))}\nDeletionDate={time.GetLocalNow():yyyy-MM-ddTHH:mm:ss}\n"));
        foreach (var name in FreeNames.Of(Path.GetFileName(path), InfoExtension.Length, (stem, number) => $"{stem}.{number}"))
        {
            var infoPath = FilePaths.Join(trash.InfoFolder, name + InfoExtension);
            var place = FilePaths.Join(trash.FilesFolder, name);
            try
            {
                // The description comes first: creating it reserves the name against every other program that keeps to the specification.
                using var handle = Posix.CreateNew(infoPath);
                RandomAccess.Write(handle, info, 0);
            }
            catch (FileExistsException)
            {
                continue;
            }

            try
            {
                Posix.Move(path, place);
                return new TrashedFile(path, place, infoPath);
            }
            catch (FileExistsException)
            {
                Posix.Delete(infoPath);
            }
            catch
            {
                Posix.Delete(infoPath);
                throw;
            }
        }

        throw new IOException("the trash holds too many files of this name; empty it");
    }
}
