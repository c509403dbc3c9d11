using System.Collections;
using System.ComponentModel;
using System.Runtime.InteropServices;
using System.Runtime.Versioning;

namespace Fovea.Engine.Desktop;

/// <summary>
/// Starts a desktop's program as one that is not ours: with none of our files, in a session of its own (Ctrl-C in our terminal is not meant
/// for it), with arguments that may be any bytes. .NET's own way to start a process can do none of the three.
/// </summary>
[UnsupportedOSPlatform("windows")]
internal static unsafe partial class DetachedProcess
{
    private const int OpaqueSize = 1024; // of posix_spawnattr_t (glibc: 336), posix_spawn_file_actions_t (80) and sigset_t (128)

    /// <summary>Starts a program and waits a moment for it.</summary>
    /// <param name="program">Absolute path of the program.</param>
    /// <param name="arguments">Its arguments; no shell looks at them.</param>
    /// <param name="patience">How long to wait.</param>
    /// <returns>Its exit status, 128 and more where a signal ended it; null if it still runs, which it may do for as long as it likes.</returns>
    /// <exception cref="Win32Exception">It could not be started.</exception>
    public static int? Run(string program, IReadOnlyList<string> arguments, TimeSpan patience)
    {
        var process = Start(program, arguments);
        for (var waited = TimeSpan.Zero; waited < patience; waited += TimeSpan.FromMilliseconds(20))
        {
            int status;
            var ended = waitpid(process, &status, 1 /* WNOHANG */);
            if (ended > 0) return (status & 0x7F) == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F);
            if (ended < 0) return 0; // somebody else took its status
            Thread.Sleep(20);
        }

        // Its end has to be taken note of, or it stays in the list of processes for as long as we run.
        new Thread(() => _ = waitpid(process, null, 0), 64 * 1024) { IsBackground = true }.Start();
        return null;
    }

    private static int Start(string program, IReadOnlyList<string> arguments)
    {
        var environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().Select(entry => $"{entry.Key}={entry.Value}");
        using var argv = new TextArray([program, .. arguments]);
        using var envp = new TextArray([.. environment]);
        byte* actions = stackalloc byte[OpaqueSize], attributes = stackalloc byte[OpaqueSize], signals = stackalloc byte[OpaqueSize];
        _ = posix_spawn_file_actions_init(actions);
        _ = posix_spawnattr_init(attributes);
        try
        {
            fixed (byte* nothing = "/dev/null\0"u8)
            {
                for (var descriptor = 0; descriptor <= 2; descriptor++) _ = posix_spawn_file_actions_addopen(actions, descriptor, nothing, 2 /* O_RDWR */, 0);
            }

            CloseTheRest(actions);

            // .NET ignores SIGPIPE, and what is ignored is inherited.
            _ = sigemptyset(signals);
            _ = posix_spawnattr_setsigmask(attributes, signals);
            _ = sigaddset(signals, 13 /* SIGPIPE */);
            _ = posix_spawnattr_setsigdefault(attributes, signals);
            const int signalFlags = 0x04 | 0x08; // SETSIGDEF | SETSIGMASK
            _ = posix_spawnattr_setflags(attributes, (short)(signalFlags | (OperatingSystem.IsMacOS() ? 0x400 | 0x4000 : 0x80))); // SETSID, CLOEXEC_DEFAULT

            int process;
            var error = posix_spawn(&process, argv.Pointers[0], actions, attributes, argv.Pointers, envp.Pointers);
            return error == 0 ? process : throw new Win32Exception(error);
        }
        finally
        {
            _ = posix_spawnattr_destroy(attributes);
            _ = posix_spawn_file_actions_destroy(actions);
        }
    }

    // Ours are closed anyway; those that we were started with would go on.
    private static void CloseTheRest(byte* actions)
    {
        if (OperatingSystem.IsMacOS()) return; // CLOEXEC_DEFAULT
        try
        {
            _ = posix_spawn_file_actions_addclosefrom_np(actions, 3);
        }
        catch (EntryPointNotFoundException)
        {
            // glibc before 2.34, musl
        }
    }

    private sealed class TextArray : IDisposable
    {
        public TextArray(IReadOnlyList<string> texts)
        {
            Pointers = (byte**)NativeMemory.AllocZeroed((nuint)texts.Count + 1, (nuint)sizeof(byte*));
            for (var i = 0; i < texts.Count; i++)
            {
                var bytes = PathText.ToBytes(texts[i]);
                Pointers[i] = (byte*)NativeMemory.AllocZeroed((nuint)bytes.Length + 1);
                bytes.CopyTo(new Span<byte>(Pointers[i], bytes.Length));
            }
        }

        public byte** Pointers { get; }

        public void Dispose()
        {
            for (var pointer = Pointers; *pointer is not null; pointer++) NativeMemory.Free(*pointer);
            NativeMemory.Free(Pointers);
        }
    }

#pragma warning disable IDE1006, SA1300 // names as in libc
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int posix_spawn(int* process, byte* path, byte* actions, byte* attributes, byte** arguments, byte** environment);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_init(byte* actions);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_addopen(byte* actions, int descriptor, byte* path, int flags, uint mode);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_addclosefrom_np(byte* actions, int first);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int posix_spawn_file_actions_destroy(byte* actions);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int posix_spawnattr_init(byte* attributes);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setsigmask(byte* attributes, byte* signals);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setsigdefault(byte* attributes, byte* signals);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int posix_spawnattr_setflags(byte* attributes, short flags);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int posix_spawnattr_destroy(byte* attributes);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int sigemptyset(byte* signals);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int sigaddset(byte* signals, int signal);

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc")]
    private static partial int waitpid(int process, int* status, int options);
#pragma warning restore IDE1006, SA1300
}
