using System.Globalization;
using System.Text;

namespace Fovea.Clip;

/// <summary>The tokens that stand for single bytes, <c>&lt;0x00&gt;</c> to <c>&lt;0xFF&gt;</c>, by which a tokenizer spells what it has no token for.</summary>
internal sealed class BytePieces
{
    private readonly int[] _ids;

    private BytePieces(int[] ids) => _ids = ids;

    /// <summary>Finds them; a byte whose token is missing is none.</summary>
    public static BytePieces Find(Func<string, int?> idOf) => new([.. Enumerable.Range(0, 256).Select(b => idOf(string.Create(CultureInfo.InvariantCulture, $"<0x{b:X2}>")) ?? -1)]);

    /// <summary>The ids of a text's bytes; null where one is missing.</summary>
    public IReadOnlyList<int>? TryGet(string text)
    {
        var ids = Encoding.UTF8.GetBytes(text).Select(b => _ids[b]).ToList();
        return ids.Contains(-1) ? null : ids;
    }
}
