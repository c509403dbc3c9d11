namespace Fovea.Clip;

/// <summary>A loaded text tower, of whichever kind its graph is. Thread-safe.</summary>
internal interface ITokenTower : IDisposable
{
    /// <summary>Which texts are to be run together, by their positions.</summary>
    IEnumerable<IReadOnlyList<int>> Batches(IReadOnlyList<IReadOnlyList<int>> texts);

    /// <summary>Encodes the texts of one batch; the vectors are as the graph gives them.</summary>
    /// <returns><c>[texts.Count, dimensions]</c>, row-major.</returns>
    float[] Run(IReadOnlyList<IReadOnlyList<int>> texts);
}
