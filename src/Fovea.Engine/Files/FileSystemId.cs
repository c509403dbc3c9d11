namespace Fovea.Engine.Files;

/// <summary>Files can be moved within one of these without being copied.</summary>
/// <param name="Device">The device, as major and minor number.</param>
/// <param name="Mount">The mount: one device may be mounted at two places, and nothing moves between them. 0 where the kernel does not say.</param>
internal readonly record struct FileSystemId(ulong Device, ulong Mount);
