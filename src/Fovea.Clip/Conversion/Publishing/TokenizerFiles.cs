namespace Fovea.Clip;

/// <summary>The tokenizer's files that go with a checkpoint.</summary>
/// <param name="Folder">Where they lie.</param>
/// <param name="Names">Their names.</param>
internal sealed record TokenizerFiles(string Folder, IReadOnlyList<string> Names)
{
    /// <summary>What is looked for, for messages.</summary>
    public const string Wanted = "tokenizer.json, or vocab.json and merges.txt, or bpe_simple_vocab_16e6.txt.gz";

    // A set for each kind, best first; what is optional only goes with another.
    private static readonly string[][] Sets =
    [
        ["tokenizer.json", "tokenizer_config.json", "special_tokens_map.json"],
        ["vocab.json", "merges.txt", "tokenizer_config.json", "special_tokens_map.json"],
        ["bpe_simple_vocab_16e6.txt.gz"],
        ["bpe_simple_vocab_16e6.txt"],
    ];

    /// <summary>Finds the files: where the person says, else beside the checkpoint.</summary>
    /// <returns>Null when the person says nothing and there are none.</returns>
    /// <exception cref="ModelException">What the person says is no tokenizer.</exception>
    public static TokenizerFiles? Find(string? given, string checkpointFolder)
    {
        if (given is null) return new[] { checkpointFolder, Path.Combine(checkpointFolder, "tokenizer"), Path.Combine(checkpointFolder, "textual") }.Select(In).FirstOrDefault(found => found is not null);
        var full = Path.GetFullPath(given);
        if (Directory.Exists(full)) return In(full) ?? throw new ModelException(full, $"{full} holds no tokenizer. Looked for {Wanted}.");
        if (!File.Exists(full)) throw new ModelException(full, $"There is no tokenizer {full}. Name its file or folder: {Wanted}.");

        var (folder, name) = (Path.GetDirectoryName(full)!, Path.GetFileName(full));
        var set = Sets.FirstOrDefault(set => set[0] == name || (name == "merges.txt" && set[0] == "vocab.json"));
        return set is null
            ? throw new ModelException(full, $"{full} is not named as a tokenizer's file is. Name {Wanted}, or the folder that holds it.")
            : Existing(folder, set);
    }

    /// <summary>Reads it and checks that it fits a text tower.</summary>
    /// <param name="vocabulary">Rows of the tower's table.</param>
    /// <param name="endToken">The token that the tower looks for; null: the largest id.</param>
    /// <exception cref="ModelException">It is damaged, or belongs to another model.</exception>
    public void RequireFit(int vocabulary, int? endToken)
    {
        var tables = TokenizerReader.Read(ModelFiles.Only(Folder, Names), ModelLayout.OpenClip);
        var largest = new[] { tables.Vocabulary.LargestId, tables.StartToken, tables.EndToken, tables.PadToken }.Max();
        if (largest >= vocabulary)
        {
            throw new ModelException(Folder, FormattableString.Invariant(
                $"The tokenizer in {Folder} does not belong to this checkpoint: it has ids up to {largest}, and the checkpoint a table of {vocabulary}. Name the right one with --tokenizer."));
        }

        if (endToken is { } end ? end != tables.EndToken : tables.EndToken != largest)
        {
            throw new ModelException(Folder, FormattableString.Invariant(
                $"The tokenizer in {Folder} does not belong to this checkpoint: it ends a text with the id {tables.EndToken}, and the model looks for {endToken ?? largest}. Name the right one with --tokenizer."));
        }
    }

    /// <summary>Copies them.</summary>
    public void CopyTo(string folder)
    {
        foreach (var name in Names) File.Copy(Path.Combine(Folder, name), Path.Combine(folder, name));
    }

    private static TokenizerFiles? In(string folder) => Sets.Where(set => File.Exists(Path.Combine(folder, set[0]))).Select(set => Existing(folder, set)).FirstOrDefault();

    private static TokenizerFiles Existing(string folder, string[] set) => new(folder, [.. set.Where(name => File.Exists(Path.Combine(folder, name)))]);
}
