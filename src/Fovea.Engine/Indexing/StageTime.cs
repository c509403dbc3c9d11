namespace Fovea.Engine.Indexing;

/// <summary>What one stage did in a run.</summary>
/// <param name="Stage">The stage.</param>
/// <param name="Time">Its time on the clock, all its threads together.</param>
/// <param name="Items">What passed: photos; for <see cref="Stage.Commit"/> transactions, for <see cref="Stage.Scan"/> files.</param>
/// <param name="Bytes">Bytes read or stored; 0 for other stages.</param>
public readonly record struct StageTime(Stage Stage, TimeSpan Time, long Items, long Bytes);
