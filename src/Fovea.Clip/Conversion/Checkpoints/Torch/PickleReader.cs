namespace Fovea.Clip;

/// <summary>
/// Reads a pickle as data. A pickle is a program for Python; here its operations build trees of texts, numbers, tuples, dictionaries and names, and a call
/// stays a record of what would be called. Nothing is loaded, made or run, whatever the names say. Each operation adds at most one object, so that memory is
/// bounded by the length. Source: https://github.com/python/cpython/blob/main/Lib/pickletools.py.
/// </summary>
internal sealed class PickleReader
{
    // A CLIP with its optimiser's state takes some hundred thousand.
    private const int MostOperations = 2_000_000;

    private readonly PickleBytes _bytes;
    private readonly List<object?> _stack = [];
    private readonly Stack<int> _marks = [];
    private readonly Dictionary<long, object?> _memo = [];

    private PickleReader(ReadOnlyMemory<byte> bytes) => _bytes = new PickleBytes(bytes);

    /// <summary>Reads the one value of a pickle.</summary>
    /// <exception cref="InvalidDataException">It is none that PyTorch writes; the message says why, as a clause.</exception>
    public static object? Read(ReadOnlyMemory<byte> bytes) => new PickleReader(bytes).Read();

    private object? Read()
    {
        for (var steps = 0; steps < MostOperations; steps++)
        {
            var operation = _bytes.Byte();
            if (operation == (byte)'.') return Pop();
            if (!Constant(operation) && !Build(operation) && !Move(operation)) throw new InvalidDataException(FormattableString.Invariant($"it has the operation 0x{operation:X2}, which PyTorch does not write"));
        }

        throw new InvalidDataException(FormattableString.Invariant($"it has more than {MostOperations} operations, which no model needs"));
    }

    // Operations that push a value.
    private bool Constant(byte operation)
    {
        switch ((char)operation)
        {
            case 'N': return Push(null);
            case '\x88': return Push(true);
            case '\x89': return Push(false);
            case 'J': return Push((long)_bytes.Int32());
            case 'K': return Push((long)_bytes.Byte());
            case 'M': return Push((long)_bytes.UInt16());
            case '\x8a': return Push(_bytes.Long(_bytes.Byte()));
            case '\x8b': return Push(_bytes.Long(_bytes.UInt32()));
            case 'G': return Push(_bytes.Double());
            case 'X': return Push(_bytes.Text(_bytes.UInt32()));
            case '\x8c': return Push(_bytes.Text(_bytes.Byte()));
            case '\x8d': return Push(_bytes.Text(_bytes.UInt64()));
            case 'T': return Push(_bytes.OldText(_bytes.UInt32()));
            case 'U': return Push(_bytes.OldText(_bytes.Byte()));
            case 'B': return Push(Skipped(_bytes.UInt32()));
            case 'C': return Push(Skipped(_bytes.Byte()));
            case '\x8e' or '\x96': return Push(Skipped(_bytes.UInt64()));
            case ')': return Push(new PickleTuple([]));
            case ']' or '}' or '\x8f': return Push(new PickleObject(null));
            case 'c': return Push(new PickleGlobal(_bytes.Line(), _bytes.Line()));
            default: return false;
        }
    }

    // Operations that make a value of those on the stack.
    private bool Build(byte operation)
    {
        switch ((char)operation)
        {
            case '\x85': return Push(new PickleTuple([Pop()]));
            case '\x86': return Push(Tuple(2));
            case '\x87': return Push(Tuple(3));
            case 't': return Push(new PickleTuple(PopToMark()));
            case 'l' or '\x91': return Fill(new PickleObject(null), PopToMark(), isDictionary: false, push: true);
            case 'd': return Fill(new PickleObject(null), PopToMark(), isDictionary: true, push: true);
            case 'a': return Fill(Below(1), [Pop()], isDictionary: false);
            case 'e' or '\x90': return Fill(null, PopToMark(), isDictionary: false);
            case 's': return Fill(Below(2), [Below(1), Below(0)], isDictionary: true, drop: 2);
            case 'u': return Fill(null, PopToMark(), isDictionary: true);
            case 'R' or '\x81': return Call(Pop());
            case '\x92':
                Pop();
                return Call(Pop());
            case 'b': return SetState(Pop());
            case 'Q': return Push(new PickleReference(Pop()));
            case '\x93': return Push(Pop() is string name && Pop() is string module ? new PickleGlobal(module, name) : throw new InvalidDataException("a name in it is no text"));
            default: return false;
        }
    }

    // Operations on the stack and the memo, and what surrounds them.
    private bool Move(byte operation)
    {
        switch ((char)operation)
        {
            case '\x80':
                _bytes.Byte();
                return true;
            case '\x95':
                _bytes.UInt64();
                return true;
            case '(':
                _marks.Push(_stack.Count);
                return true;
            case '0':
                Pop();
                return true;
            case '1':
                PopToMark();
                return true;
            case '2': return Push(Below(0));
            case 'q': return Keep(_bytes.Byte());
            case 'r': return Keep(_bytes.UInt32());
            case '\x94': return Keep(_memo.Count);
            case 'h': return Push(Kept(_bytes.Byte()));
            case 'j': return Push(Kept(_bytes.UInt32()));
            default: return false;
        }
    }

    private bool Push(object? value)
    {
        _stack.Add(value);
        return true;
    }

    private object? Pop()
    {
        var value = Below(0);
        _stack.RemoveAt(_stack.Count - 1);
        return value;
    }

    private object? Below(int depth)
    {
        var index = _stack.Count - 1 - depth;
        return index >= (_marks.TryPeek(out var mark) ? mark : 0) ? _stack[index] : throw new InvalidDataException("it takes a value that is not there");
    }

    private object?[] PopToMark()
    {
        if (!_marks.TryPop(out var mark)) throw new InvalidDataException("it takes a value that is not there");
        object?[] values = [.. _stack[mark..]];
        _stack.RemoveRange(mark, values.Length);
        return values;
    }

    private PickleTuple Tuple(int count)
    {
        var items = new object?[count];
        for (var i = count - 1; i >= 0; i--) items[i] = Pop();
        return new PickleTuple(items);
    }

    private bool Fill(object? target, object?[] values, bool isDictionary, bool push = false, int drop = 0)
    {
        if ((target ?? Below(0)) is not PickleObject filled) throw new InvalidDataException("it fills something that is no dictionary and no list");
        if (isDictionary && values.Length % 2 != 0) throw new InvalidDataException("a key in it has no value");
        if (isDictionary)
        {
            for (var i = 0; i < values.Length; i += 2) filled.Add(values[i], values[i + 1]);
        }
        else
        {
            foreach (var value in values) filled.Add(null, value);
        }

        _stack.RemoveRange(_stack.Count - drop, drop);
        return !push || Push(filled);
    }

    private bool Call(object? arguments) => Push(new PickleObject(Pop() as PickleGlobal, arguments));

    private bool SetState(object? state)
    {
        if (Below(0) is PickleObject target) target.State = state;
        return true;
    }

    private bool Keep(long index)
    {
        _memo[index] = Below(0);
        return true;
    }

    private object? Kept(long index) => _memo.TryGetValue(index, out var value) ? value : throw new InvalidDataException("it takes a value that is not there");

    private object? Skipped(ulong length)
    {
        _bytes.Take(length);
        return null;
    }
}
