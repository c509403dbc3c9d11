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
    private readonly HashSet<object> _seen = new(ReferenceEqualityComparer.Instance);
    private int _steps;

    /// <summary>All tensors of the model by name.</summary>
    /// <exception cref="ModelException">A tensor contradicts its storage, or is in a form that is not read.</exception>
    public IReadOnlyDictionary<string, CheckpointTensor> Collect(object? root)
    {
        var model = Model(root);
        Walk(model, "", 0);

        // Every number of a model counts: what was passed over would be missing in its vectors.
        var unread = Storages(model);
        return unread == 0 ? _tensors : throw CheckpointError.Refused(
            path, FormattableString.Invariant($"it has {unread} tensors in a form that is not read (quantised, sparse, in lists, or of a class of their own)."), "Save the model's state_dict() with plain tensors.");
    }

    // What refers to a storage and was not read as a tensor.
    private int Storages(object? model)
    {
        var left = new Stack<object?>([model]);
        var count = 0;
        while (left.TryPop(out var value))
        {
            if (value is not (PickleReference or PickleTuple or PickleObject) || !_seen.Add(value)) continue;
            if (value is PickleReference) count++;
            else if (value is PickleTuple tuple) Push(tuple.Items);
            else if (value is PickleObject found) Push([.. found.Entries.SelectMany(entry => new[] { entry.Key, entry.Value }), .. found.Arguments, found.State]);
        }

        return count;

        void Push(IEnumerable<object?> values)
        {
            foreach (var one in values) left.Push(one);
        }
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
            if (TorchTensor.Read(found, path, name, entries) is not { } tensor) return;
            _tensors[name] = tensor;
            _seen.Add(found);
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
