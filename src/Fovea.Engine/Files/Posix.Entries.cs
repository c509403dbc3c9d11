using System.Runtime.InteropServices;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Unicode;

namespace Fovea.Engine.Files;

/// <content>Listing a folder: its entries are asked about by name below the open folder, which spares the kernel the way from the root.</content>
internal static unsafe partial class Posix
{
    private const int NotThere = 2; // ENOENT
    private const uint TypeSizeTime = 0x1 | 0x40 | 0x200; // STATX_TYPE | STATX_MTIME | STATX_SIZE

    /// <summary>Adds the entries of a folder, "." and ".." left out, whatever their names are made of.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="prefix">What the entries' paths begin with.</param>
    /// <param name="entries">Where to.</param>
    /// <exception cref="IOException">The folder cannot be read to its end.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be read.</exception>
    [SupportedOSPlatform("linux")]
    public static void ReadFolder(string folder, string prefix, List<FileEntry> entries)
    {
        // struct dirent of glibc and musl on 64-bit Linux: d_ino 8, d_off 8, d_reclen 2, d_type 1, d_name.
        const int typeOffset = 18;
        const int nameOffset = 19;
        fixed (byte* text = ZeroTerminated(folder))
        {
            var stream = opendir(text);
            if (stream == 0) throw LastError();
            try
            {
                var descriptor = dirfd(stream);
                for (var entry = readdir(stream); entry is not null; entry = readdir(stream))
                {
                    var name = entry + nameOffset;
                    if (name[0] == '.' && (name[1] == 0 || (name[1] == '.' && name[2] == 0))) continue;
                    if (ToEntry(descriptor, name, prefix, (EntryType)entry[typeOffset]) is { } found) entries.Add(found);
                }

                // The end and an error look alike but for errno: a listing cut short would pass for photos that are gone.
                if (Marshal.GetLastPInvokeError() != 0) throw LastError();
            }
            finally
            {
                _ = closedir(stream);
            }
        }
    }

    // What cannot be asked about is listed all the same, as what the folder says it is: reading it will say why it cannot be read.
    private static FileEntry? ToEntry(int folder, byte* name, string prefix, EntryType type)
    {
        var bytes = MemoryMarshal.CreateReadOnlySpanFromNullTerminated(name);
        var path = Join(prefix, bytes);
        var at = prefix.Length;
        var isHidden = bytes[0] == '.';
        if (type == EntryType.Folder) return new FileEntry(path, at, IsFolder: true, IsLink: false, isHidden, default);

        var facts = stackalloc byte[256]; // struct statx: the same on every architecture
        if (type != EntryType.Link && statx(folder, name, NoFollow, TypeSizeTime, facts) != 0)
        {
            return Marshal.GetLastPInvokeError() == NotThere ? null : new FileEntry(path, at, IsFolder: false, IsLink: false, isHidden, default);
        }

        var isLink = type == EntryType.Link || TypeOf(facts) == 0xA000; // S_IFLNK
        if (isLink && statx(folder, name, 0, TypeSizeTime, facts) != 0) return new FileEntry(path, at, IsFolder: false, isLink, isHidden, default, IsDangling: true);
        return TypeOf(facts) == 0x4000 // S_IFDIR
            ? new FileEntry(path, at, IsFolder: true, isLink, isHidden, default)
            : new FileEntry(path, at, IsFolder: false, isLink, isHidden, FileStamps.Of(*(long*)(facts + 40), *(long*)(facts + 112), *(uint*)(facts + 120)));
    }

    private static string Join(string prefix, ReadOnlySpan<byte> name)
    {
        if (!Ascii.IsValid(name)) return prefix + (Utf8.IsValid(name) ? Encoding.UTF8.GetString(name) : PathText.FromBytes(name));
        return string.Create(prefix.Length + name.Length, new Named(prefix, name), static (text, state) =>
        {
            state.Prefix.CopyTo(text);
            Encoding.ASCII.GetChars(state.Name, text[state.Prefix.Length..]);
        });
    }

    private static int TypeOf(byte* facts) => *(ushort*)(facts + 28) & 0xF000;

#pragma warning disable IDE1006, SA1300 // names as in libc
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int dirfd(nint stream);
#pragma warning restore IDE1006, SA1300

    private readonly ref struct Named(string prefix, ReadOnlySpan<byte> name)
    {
        public string Prefix { get; } = prefix;

        public ReadOnlySpan<byte> Name { get; } = name;
    }
}
