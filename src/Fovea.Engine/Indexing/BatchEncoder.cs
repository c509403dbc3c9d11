namespace Fovea.Engine.Indexing;

/// <summary>Gives pictures their vectors, a batch at a time. Thread-safe.</summary>
internal sealed class BatchEncoder(IDualEncoder model, StageClock clock)
{
    private int _encoded;

    /// <summary>Pictures that got a vector.</summary>
    public int Encoded => _encoded;

    /// <summary>Pictures that make a full batch.</summary>
    public int BatchSize => model.Images.BatchSize;

    /// <summary>Completes every picture of the batch, or fails the one that the model gives no vector.</summary>
    /// <exception cref="EncodingException">The model does not work any more.</exception>
    public void Encode(IReadOnlyList<PreparedPhoto> batch)
    {
        using var measured = clock.Measure(Stage.Encode, batch.Count);
        var dimensions = model.Space.Dimensions;
        var left = batch.ToList();
        while (left.Count > 0)
        {
            var vectors = new float[left.Count * dimensions];
            try
            {
                model.Images.Encode(left.ConvertAll(photo => photo.Tile!), vectors, CancellationToken.None);
            }
            catch (EncodingException e) when (e.Position >= 0 && e.Position < left.Count)
            {
                left[e.Position].Fail(e.Message);
                left.RemoveAt(e.Position);
                continue;
            }

            for (var i = 0; i < left.Count; i++) left[i].Complete(vectors.AsSpan(i * dimensions, dimensions));
            Interlocked.Add(ref _encoded, left.Count);
            return;
        }
    }
}
