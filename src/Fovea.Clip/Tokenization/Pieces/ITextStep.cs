namespace Fovea.Clip;

/// <summary>A step of a tokenizer's normalisation.</summary>
internal interface ITextStep
{
    string Apply(string text);
}
