namespace Fovea.Web.Api.Contracts;

/// <summary>Folders of the disk that begin as typed.</summary>
/// <param name="Items">At most 20.</param>
internal sealed record CompletionAnswer(IReadOnlyList<CompletionItem> Items);
