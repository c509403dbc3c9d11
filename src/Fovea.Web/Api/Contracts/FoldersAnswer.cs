namespace Fovea.Web.Api.Contracts;

/// <summary>Folders of the library.</summary>
/// <param name="Items">The folders, by name.</param>
internal sealed record FoldersAnswer(IReadOnlyList<FolderItem> Items);
