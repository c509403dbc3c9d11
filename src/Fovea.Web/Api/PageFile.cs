namespace Fovea.Web.Api;

/// <summary>One embedded file of the page.</summary>
/// <param name="Bytes">What it holds.</param>
/// <param name="ContentType">Its media type.</param>
/// <param name="ETag">A quoted hash of its bytes.</param>
internal sealed record PageFile(ReadOnlyMemory<byte> Bytes, string ContentType, string ETag);
