namespace Fovea.Clip;

/// <summary>
/// Finds the tensors in the tree of values of a checkpoint. Entries of dictionaries and attributes of objects are steps of a tensor's name:
/// <c>visual.conv1.weight</c>.
/// </summary>
/// <param name="path">The file, for errors.</param>
/// <param name="entries">Its storages.</param>
internal sealed class TorchTensors(string path, TorchEntries entries)
{
    private const int DeepestValue = 64;

    // Values that are shared would be walked again for every way that leads to them.
    private const int MostSteps = 1_000_000;

    // Of a tensor in any published model it has less than a hundred characters; a long one would be copied for everything below it.
    private const int LongestName = 1000;

    // Where trainers keep the model among their own state.
    private static readonly string[] Containers = ["state_dict", "model_state_dict", "model", "module"];

    // Where a pickled module keeps its parts.
    private static readonly string[] Unnamed = ["_parameters", "_buffers", "_modules"];

    private readonly Dictionary<string, CheckpointTensor> _tensors = new(StringComparer.Ordinal);
    private int _steps;

    /// <summary>All tensors of the model by name.</summary>
    /// <exception cref="ModelException">A tensor contradicts its storage.</exception>
    public IReadOnlyDictionary<string, CheckpointTensor> Collect(object? root)
    {
        Walk(Model(root), "", 0);
        return _tensors;
    }

    private static object? Model(object? root)
    {
        for (var depth = 0; depth < 4; depth++)
        {
            if (root is not PickleObject { State: null } container) break;
            var inner = Containers.Select(name => container.Entries.LastOrDefault(entry => entry.Key is string key && key == name).Value).FirstOrDefault(value => value is PickleObject found && !TorchTensor.IsTensor(found));
            if (inner is null) break;
            root = inner;
        }

        return root;
    }

    private void Walk(object? value, string name, int depth)
    {
        if (value is not PickleObject found) return;
        if (depth > DeepestValue || ++_steps > MostSteps) throw new InvalidDataException("its values are nested deeper than any model's");
        if (TorchTensor.IsTensor(found))
        {
            if (TorchTensor.Read(found, path, name, entries) is { } tensor) _tensors[name] = tensor;
            return;
        }

        foreach (var (key, part) in found.Entries) Step(key, part, name, depth);
        var state = found.State is PickleTuple { Items: [var attributes, _] } ? attributes : found.State;
        if (state is not PickleObject named) return;
        foreach (var (key, part) in named.Entries) Step(key, part, name, depth);
    }

    private void Step(object? key, object? part, string name, int depth)
    {
        if (key is not string step || part is not PickleObject) return;
        if (name.Length + step.Length > LongestName) throw new InvalidDataException(FormattableString.Invariant($"a name in it has more than {LongestName} characters"));
        Walk(part, Unnamed.Contains(step) ? name : name.Length == 0 ? step : $"{name}.{step}", depth + 1);
    }
}
