namespace Fovea.Engine.Indexing;

/// <summary>Adds up the time that the stages of a run take. Thread-safe.</summary>
internal sealed class StageClock(TimeProvider time)
{
    private static readonly Stage[] All = Enum.GetValues<Stage>();

    private readonly long[] _ticks = new long[All.Length];
    private readonly long[] _items = new long[All.Length];
    private readonly long[] _bytes = new long[All.Length];
    private long _pixels;

    /// <summary>Measures until the result is disposed.</summary>
    public Span Measure(Stage stage, long items = 1) => new(this, stage, items);

    /// <summary>Counts items that were not known when a stretch began.</summary>
    public void AddItems(Stage stage, long items) => Interlocked.Add(ref _items[(int)stage], items);

    /// <summary>Counts bytes of a stage.</summary>
    public void AddBytes(Stage stage, long bytes) => Interlocked.Add(ref _bytes[(int)stage], bytes);

    /// <summary>Counts pixels that were decoded.</summary>
    public void AddPixels(long pixels) => Interlocked.Add(ref _pixels, pixels);

    /// <summary>What was measured.</summary>
    public IndexStatistics ToStatistics(IndexerOptions options) => new()
    {
        Decoders = options.DecodeWorkers,
        Encoders = options.EncodeWorkers,
        Pixels = Interlocked.Read(ref _pixels),
        Stages = [.. All.Select(stage => new StageTime(stage, TimeSpan.FromTicks(_ticks[(int)stage]), _items[(int)stage], _bytes[(int)stage]))],
    };

    private void Add(Stage stage, long started, long items)
    {
        Interlocked.Add(ref _ticks[(int)stage], time.GetElapsedTime(started).Ticks);
        Interlocked.Add(ref _items[(int)stage], items);
    }

    /// <summary>A stretch of time.</summary>
    internal readonly struct Span(StageClock owner, Stage stage, long items) : IDisposable
    {
        private readonly long _started = owner.Now;

        public void Dispose() => owner.Add(stage, _started, items);
    }

    private long Now => time.GetTimestamp();
}
