namespace Fovea.Clip;

/// <summary>A token that stands beside a vocabulary.</summary>
/// <param name="Content">Its text.</param>
/// <param name="Id">Its id.</param>
/// <param name="IsSpecial">Whether it stands for no text.</param>
internal readonly record struct AddedToken(string Content, int Id, bool IsSpecial);
