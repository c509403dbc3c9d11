namespace Fovea.Clip;

/// <summary>The heart of a tokenizer: the ids of one part of a text. Thread-safe.</summary>
internal interface IPieceModel
{
    int LargestId { get; }

    /// <summary>The id of a token, by its exact text.</summary>
    bool TryGetId(string token, out int id);

    /// <summary>Appends the ids of a part that is not empty.</summary>
    void Append(string part, List<int> ids);
}
