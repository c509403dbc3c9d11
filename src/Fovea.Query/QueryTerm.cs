namespace Fovea.Query;

/// <summary>A text to encode, and how it counts.</summary>
/// <param name="Text">What to look for, or what to keep away from: trimmed, never empty, well-formed Unicode without control characters.</param>
/// <param name="Weight">+1 for the description, −1 for a subtracted concept. How strong a subtraction is, the searcher decides.</param>
public readonly record struct QueryTerm(string Text, int Weight)
{
    /// <summary>Whether the concept is subtracted.</summary>
    public bool IsSubtracted => Weight < 0;
}
