namespace Fovea.Imaging;

/// <summary>What is said of a file before its first byte is looked at.</summary>
internal static class SourceLimits
{
    /// <summary>The failure of a file with too many bytes; null for all others.</summary>
    public static PhotoOutcome.Failed? Check(PhotoSource source, DecodeLimits limits) => source.Bytes.Length <= limits.MaxFileBytes
        ? null
        : new PhotoOutcome.Failed(new PhotoFailure(
            PhotoFailureKind.TooLarge, FormattableString.Invariant($"{source.Bytes.Length:N0} bytes, over the limit of {limits.MaxFileBytes:N0}")));
}
