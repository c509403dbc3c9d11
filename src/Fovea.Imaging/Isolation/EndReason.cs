namespace Fovea.Imaging;

/// <summary>Why a decoder's process was ended from outside.</summary>
internal enum EndReason
{
    /// <summary>The picture took too long.</summary>
    Time,

    /// <summary>It held too much memory.</summary>
    Memory,

    /// <summary>The caller did not want the answer any more.</summary>
    Cancelled,

    /// <summary>There is no work for it.</summary>
    NotNeeded,
}
