namespace Fovea.Clip;

/// <summary>A step of splitting a normalised text into parts that are tokenized one by one.</summary>
internal interface ISplitter
{
    /// <summary>Splits a part.</summary>
    /// <param name="part">The part.</param>
    /// <param name="isFirst">Whether it begins the text.</param>
    IEnumerable<string> Split(string part, bool isFirst);
}
