using System.Text.RegularExpressions;

namespace Fovea.Clip;

/// <summary>Replaces what a pattern finds. Patterns come from files: one that takes long on an unlucky text cannot be written for this engine.</summary>
internal sealed class ReplaceStep(Regex pattern, string content) : ITextStep
{
    public string Apply(string text) => pattern.Replace(text, _ => content);
}
