using CsCheck;

namespace Fovea.Vectors.Tests;

/// <summary>Generated rows: unlike one another, equal to one another, and nearly equal, with ids in no order.</summary>
internal static class RowSets
{
    private static readonly Gen<Half> Number = Gen.OneOf(
        Gen.Float[-1, 1].Select(f => (Half)f), Gen.Float[-1e-4f, 1e-4f].Select(f => (Half)f), Gen.Const(default(Half)));

    public static Gen<IndexRow[]> Random(int dimensions) => Number.Array[dimensions].Array[0, 120].SelectMany(WithIds);

    public static Gen<IndexRow[]> Duplicated(int dimensions) =>
        Number.Array[dimensions].Array[1, 3].SelectMany(few => Gen.Int[0, few.Length - 1].Select(i => few[i]).Array[0, 120]).SelectMany(WithIds);

    public static Gen<IndexRow[]> Clustered(int dimensions) =>
        from centre in Number.Array[dimensions]
        from offsets in Gen.Float[-1e-3f, 1e-3f].Array[dimensions].Array[0, 120]
        from rows in WithIds([.. offsets.Select(o => centre.Zip(o, (c, d) => (Half)((float)c + d)).ToArray())])
        select rows;

    public static Gen<float[]> Query(int dimensions) => Gen.Float[-1, 1].Array[dimensions];

    private static Gen<IndexRow[]> WithIds(Half[][] vectors) =>
        Gen.Shuffle(Enumerable.Range(1, vectors.Length * 3).ToArray(), vectors.Length)
            .Select(ids => vectors.Select((v, i) => new IndexRow(new PhotoId(ids[i]), v)).ToArray());
}
