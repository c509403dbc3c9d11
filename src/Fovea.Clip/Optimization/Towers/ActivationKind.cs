namespace Fovea.Clip;

/// <summary>The non-linearity of a transformer's blocks.</summary>
public enum ActivationKind
{
    /// <summary>x · sigmoid(1.702 x), of OpenAI's models.</summary>
    QuickGelu,

    /// <summary>The exact one, by the error function.</summary>
    Gelu,
}
