namespace Fovea.Clip;

/// <summary>A step that is one function.</summary>
internal sealed class TextStep(Func<string, string> apply) : ITextStep
{
    public string Apply(string text) => apply(text);
}
