using System.Runtime.InteropServices;

namespace Fovea.Imaging;

/// <summary>
/// A seccomp filter for all threads of this process (Linux, x64 and ARM64): no sockets, no other programs, no other processes, no file
/// renamed, linked or given other rights. What is refused answers "not permitted", so that a library reports an error and does not die.
/// </summary>
/// <remarks>Source: seccomp(2), linux/seccomp.h, linux/filter.h, and the system call numbers of both architectures.</remarks>
internal static unsafe partial class SystemCallFilter
{
    private const ushort LoadWord = 0x20;
    private const ushort JumpIfEqual = 0x15;
    private const ushort JumpIfAnyBit = 0x45;
    private const ushort Return = 0x06;

    private const uint Allow = 0x7FFF0000;
    private const uint NotPermitted = 0x00050000 | 1;
    private const uint NotThere = 0x00050000 | 38;

    // Offsets in struct seccomp_data; the low word of an argument comes first on both architectures.
    private const uint NumberOffset = 0;
    private const uint ArchitectureOffset = 4;
    private const uint FirstArgument = 16;

    private const uint CloneThread = 0x00010000;
    private const uint OnlySameThreadGroup = 1;

    /// <summary>Installs it.</summary>
    /// <returns>False where the system does not offer it.</returns>
    public static bool Install()
    {
        if (Table() is not { } table) return false;
        var program = Program(table);
        fixed (Instruction* instructions = program)
        {
            var header = new Header { Count = (ushort)program.Length, Instructions = instructions };
            const nint setModeFilter = 1;
            return SystemCall((nint)table.Seccomp, setModeFilter, (nint)OnlySameThreadGroup, (nint)(&header)) == 0;
        }
    }

    private static SystemCalls? Table() => RuntimeInformation.ProcessArchitecture switch
    {
        Architecture.X64 => SystemCalls.X64,
        Architecture.Arm64 => SystemCalls.Arm64,
        _ => null,
    };

    private static Instruction[] Program(SystemCalls table)
    {
        List<Instruction> program =
        [
            // Another architecture's numbers mean other calls; its programs do not run in here.
            new(LoadWord, 0, 0, ArchitectureOffset),
            new(JumpIfEqual, 1, 0, table.AuditArchitecture),
            new(Return, 0, 0, NotPermitted),
            new(LoadWord, 0, 0, NumberOffset),
        ];
        foreach (var call in table.Refused)
        {
            program.Add(new(JumpIfEqual, 0, 1, call));
            program.Add(new(Return, 0, 0, NotPermitted));
        }

        // The C library falls back to clone, whose flags can be read here.
        program.Add(new(JumpIfEqual, 0, 1, table.Clone3));
        program.Add(new(Return, 0, 0, NotThere));
        program.Add(new(JumpIfEqual, 0, 4, table.Clone));
        program.Add(new(LoadWord, 0, 0, FirstArgument));
        program.Add(new(JumpIfAnyBit, 0, 1, CloneThread));
        program.Add(new(Return, 0, 0, Allow));
        program.Add(new(Return, 0, 0, NotPermitted));
        program.Add(new(Return, 0, 0, Allow));
        return [.. program];
    }

    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    [LibraryImport("libc", EntryPoint = "syscall", SetLastError = true)]
    private static partial nint SystemCall(nint number, nint first, nint second, nint third);

    [StructLayout(LayoutKind.Sequential)]
    private readonly struct Instruction(ushort code, byte whenTrue, byte whenFalse, uint value)
    {
        public readonly ushort Code = code;
        public readonly byte WhenTrue = whenTrue;
        public readonly byte WhenFalse = whenFalse;
        public readonly uint Value = value;
    }

    [StructLayout(LayoutKind.Sequential)]
    private struct Header
    {
        public ushort Count;
        public Instruction* Instructions;
    }
}
