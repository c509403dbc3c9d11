namespace Fovea.Clip;

/// <summary>What a pickle would have Python make by a call: here it is what was called with what, and what was put into it.</summary>
/// <param name="type">What would have been called; null for a plain dictionary or list.</param>
/// <param name="arguments">With what.</param>
internal sealed class PickleObject(PickleGlobal? type, object? arguments = null)
{
    private List<(object? Key, object? Value)>? _entries;

    public PickleGlobal? Type => type;

    /// <summary>The arguments of the call.</summary>
    public IReadOnlyList<object?> Arguments => (arguments as PickleTuple)?.Items ?? [];

    /// <summary>What it was given as its state: usually its attributes.</summary>
    public object? State { get; set; }

    /// <summary>The entries of a dictionary or a list, in order; those of a list have no key.</summary>
    public IReadOnlyList<(object? Key, object? Value)> Entries => _entries ?? [];

    /// <summary>Adds to a dictionary or a list.</summary>
    public void Add(object? key, object? value) => (_entries ??= []).Add((key, value));
}
