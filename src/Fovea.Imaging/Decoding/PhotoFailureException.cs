using System.Diagnostics.CodeAnalysis;

namespace Fovea.Imaging;

/// <summary>Carries a failure from where it is found to the decoder's border, where it becomes an outcome. Never leaves this project.</summary>
[SuppressMessage("Design", "CA1064:Exceptions should be public", Justification = "No caller can ever catch it.")]
internal sealed class PhotoFailureException(PhotoFailureKind kind, string reason) : Exception(reason)
{
    /// <summary>The failure.</summary>
    public PhotoFailure Failure { get; } = new(kind, reason);
}
