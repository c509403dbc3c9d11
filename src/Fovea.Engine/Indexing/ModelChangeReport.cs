namespace Fovea.Engine.Indexing;

/// <summary>How far a change to another model is after a run.</summary>
/// <param name="Model">The next model's name; empty where it cannot be opened.</param>
/// <param name="Encoded">Photos that got a vector of it in this run.</param>
/// <param name="Missing">Photos that the model in use can find and the next one cannot yet.</param>
/// <param name="IsDone">Whether the next model is the one in use now.</param>
public sealed record ModelChangeReport(string Model, int Encoded, int Missing, bool IsDone)
{
    /// <summary>Photos that could get no vector in this run: without a thumbnail, and with a file that is away or cannot be decoded now.</summary>
    public int Impossible { get; init; }

    /// <summary>Whether another model was chosen meanwhile, so that nothing more is encoded with this one.</summary>
    public bool IsGivenUp { get; init; }

    /// <summary>Whether the run tried photos that none had tried before: where there are more, another run goes on.</summary>
    public bool IsFurther { get; init; }

    /// <summary>Why the change cannot go on at all, and what to do; null: it can.</summary>
    public string? Problem { get; init; }
}
