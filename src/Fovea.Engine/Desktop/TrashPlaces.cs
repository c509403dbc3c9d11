using System.Globalization;
using System.Runtime.Versioning;
using Fovea.Engine.Files;

namespace Fovea.Engine.Desktop;

/// <summary>
/// Which trash folders a file may go to, best first: that of the home folder, <c>$topdir/.Trash/$uid</c>, <c>$topdir/.Trash-$uid</c>, always
/// on the file's own file system. Folders are created, for their owner alone, where the specification says so.
/// </summary>
/// <param name="homeTrash">The home trash, absolute.</param>
/// <param name="user">The user's number.</param>
/// <param name="look">What is at a path.</param>
[SupportedOSPlatform("linux")]
internal sealed class TrashPlaces(string homeTrash, uint user, Func<string, FileFacts?> look)
{
    /// <summary>For the user of this process.</summary>
    /// <param name="variable">Reads the environment.</param>
    public static TrashPlaces Create(Func<string, string?> variable)
    {
        var data = variable("XDG_DATA_HOME");
        if (!Path.IsPathFullyQualified(data ?? string.Empty)) data = Path.Combine(UserFolders.Home(variable), ".local", "share");
        return new TrashPlaces(Path.Combine(data!, "Trash"), Posix.UserId(), Posix.Look);
    }

    /// <summary>The trash folders for a file, each ready to be used.</summary>
    /// <param name="path">Absolute path, whose folder is given without links.</param>
    public IEnumerable<TrashPlace> For(string path)
    {
        var folder = Path.GetDirectoryName(path)!;
        if (look(folder) is not { FileSystem: var system }) yield break;

        var home = Posix.RealPath(homeTrash) ?? homeTrash; // a person may have made it a link
        if (LookAbove(home)?.FileSystem == system && Prepare(home)) yield return new TrashPlace(home, null);

        var top = FilePaths.SelfAndParents(folder).TakeWhile(parent => look(parent)?.FileSystem == system).Last();
        var number = user.ToString(CultureInfo.InvariantCulture);

        // One that an administrator made for all: refused where others could take our files out of it, or lead us elsewhere.
        var shared = FilePaths.Join(top, ".Trash");
        if (look(shared) is { IsFolder: true, IsSticky: true })
        {
            var own = FilePaths.Join(shared, number);
            if (Prepare(own)) yield return new TrashPlace(own, top);
        }

        var alone = FilePaths.Join(top, $".Trash-{number}");
        if (Prepare(alone)) yield return new TrashPlace(alone, top);
    }

    private FileFacts? LookAbove(string path) =>
        FilePaths.SelfAndParents(path).Select(parent => look(FilePaths.Real(parent))).FirstOrDefault(facts => facts is not null);

    private bool Prepare(string trash) => EnsureFolder(trash) && EnsureFolder(FilePaths.Join(trash, "files")) && EnsureFolder(FilePaths.Join(trash, "info"));

    // One's own folder, and no link.
    private bool EnsureFolder(string folder)
    {
        try
        {
            if (look(folder) is null)
            {
                if (folder == homeTrash) Directory.CreateDirectory(Path.GetDirectoryName(folder)!, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
                Posix.CreatePrivateFolder(folder);
            }
        }
        catch (FileExistsException)
        {
            // Another program was faster.
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return false;
        }

        return look(folder) is { IsFolder: true, Owner: var owner } && owner == user;
    }
}
