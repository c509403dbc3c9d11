namespace Fovea.Imaging;

/// <summary>Linux's numbers of system calls on one architecture (unistd_64.h; asm-generic/unistd.h).</summary>
internal sealed class SystemCalls
{
    /// <summary>x64.</summary>
    public static SystemCalls X64 { get; } = new()
    {
        AuditArchitecture = 0xC000003E,
        Seccomp = 317,
        Clone = 56,
        Clone3 = 435,
        Refused =
        [
            41, 42, 43, 44, 46, 49, 50, 53, 288, // socket connect accept sendto sendmsg bind listen socketpair accept4
            57, 58, 59, 322, 101, 310, 311, // fork vfork execve execveat ptrace process_vm_readv process_vm_writev
            62, 200, 434, // kill tkill pidfd_open
            82, 264, 316, 86, 265, 88, 266, 76, // rename renameat renameat2 link linkat symlink symlinkat truncate
            90, 268, 92, 260, 133, 259, // chmod fchmodat chown fchownat mknod mknodat
            165, 272, 308, 425, 321, 323, 250, 437, // mount unshare setns io_uring_setup bpf userfaultfd keyctl openat2
        ],
    };

    /// <summary>ARM64.</summary>
    public static SystemCalls Arm64 { get; } = new()
    {
        AuditArchitecture = 0xC00000B7,
        Seccomp = 277,
        Clone = 220,
        Clone3 = 435,
        Refused =
        [
            198, 203, 202, 206, 211, 200, 201, 199, 242,
            221, 281, 117, 270, 271,
            129, 130, 434,
            38, 276, 37, 36, 45,
            53, 54, 33,
            40, 97, 268, 425, 280, 282, 219, 437,
        ],
    };

    /// <summary>What the kernel calls the architecture in a filter.</summary>
    public required uint AuditArchitecture { get; init; }

    /// <summary>seccomp.</summary>
    public required uint Seccomp { get; init; }

    /// <summary>clone, which makes threads and processes.</summary>
    public required uint Clone { get; init; }

    /// <summary>clone3, the same with its flags in memory that a filter cannot read.</summary>
    public required uint Clone3 { get; init; }

    /// <summary>What no decoder needs.</summary>
    public required uint[] Refused { get; init; }
}
