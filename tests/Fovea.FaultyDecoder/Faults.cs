using System.Diagnostics;
using System.Net.Sockets;
using System.Runtime.InteropServices;

namespace Fovea.FaultyDecoder;

/// <summary>All that a codec can do to its process, on purpose.</summary>
internal static unsafe partial class Faults
{
    private const int Block = 16 << 20;

    /// <summary>Commits the fault of that name.</summary>
    /// <returns>What came of it, for faults that the process may survive; null: no such fault.</returns>
    public static string? Commit(string name, bool isFirst, Stream output)
    {
        switch (name)
        {
            case "abort":
                Abort();
                break;
            case "segfault":
                _ = SetMemory(16, 0, 1);
                break;
            case "exit":
                Environment.Exit(7);
                break;
            case "overflow":
                Console.Error.Write(Deeper(1));
                break;
            case "throw":
                throw new InvalidOperationException("on purpose");
            case "hang":
                Thread.Sleep(Timeout.Infinite);
                break;
            case "spin":
                while (true) Thread.SpinWait(1000);
            case "garbage":
                output.Write(Enumerable.Repeat((byte)7, 4096).ToArray());
                output.Flush();
                break;
            case "half":
                output.Write([7, 1, 224, 0, 0, 0, 224, 0, 0, 0]);
                output.Flush();
                Environment.Exit(0);
                break;
            case "allocate":
                Allocate();
                break;
            case "allocate-managed":
                AllocateManaged();
                break;
            case "abort-if-used":
                if (!isFirst) Abort();
                break;
            case "network":
                return Attempt(() =>
                {
                    using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
                });
            case "write-file":
                return Attempt(() => File.WriteAllText(Path.Combine(Path.GetTempPath(), "fovea-decoder-wrote-this"), "x"));
            case "make-folder":
                return Attempt(() => Directory.CreateDirectory(Path.Combine(Path.GetTempPath(), "fovea-decoder-made-this")));
            case "start-program":
                return Attempt(() => Process.Start("/bin/true").Dispose());
        }

        return null;
    }

    private static string Attempt(Action action)
    {
        try
        {
            action();
            return "allowed";
        }
        catch (Exception e)
        {
            return "refused: " + e.GetType().Name;
        }
    }

    // Each block is written to: memory that is only asked for costs nothing.
    private static void Allocate()
    {
        while (true)
        {
            var block = NativeMemory.Alloc(Block);
            new Span<byte>(block, Block).Fill(1);
        }
    }

    private static void AllocateManaged()
    {
        var all = new List<byte[]>();
        while (true)
        {
            all.Add(new byte[Block]);
            all[^1].AsSpan().Fill(1);
        }
    }

    private static int Deeper(int depth) => depth < 0 ? depth : Deeper(depth + 1) + Deeper(depth + 2);

    [LibraryImport("libc", EntryPoint = "abort")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial void Abort();

    [LibraryImport("libc", EntryPoint = "memset")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial nint SetMemory(nint address, int value, nuint count);
}
