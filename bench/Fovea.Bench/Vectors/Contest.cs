using System.Diagnostics;

namespace Fovea.Bench.Vectors;

/// <summary>Times contenders in turns, each round with another query, and checks what they give.</summary>
internal static class Contest
{
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(1);

    public static Measurement[] Run(IReadOnlyList<Contender> contenders, float[][] queries, int rounds, int wanted, BenchFilter? filter, Truth truth)
    {
        var measurements = contenders.Select(contender => new Measurement(contender)).ToArray();

        // Long enough for the compiler to have replaced its first draft of every way.
        var began = Stopwatch.GetTimestamp();
        for (var warm = queries.Length - 1; warm >= 0 && (warm == queries.Length - 1 || Stopwatch.GetElapsedTime(began) < WarmUp); warm--)
        {
            foreach (var contender in contenders) contender.Search(new Question(queries, warm, contender.Batch, wanted, filter));
        }

        for (var round = 0; round < rounds; round++)
        {
            foreach (var measurement in measurements) Ask(measurement, new Question(queries, round % queries.Length, measurement.Contender.Batch, wanted, filter), truth);
        }

        return measurements;
    }

    private static void Ask(Measurement measurement, Question question, Truth truth)
    {
        var start = Stopwatch.GetTimestamp();
        var answer = measurement.Contender.Search(question);
        measurement.Time((answer.Milliseconds ?? Stopwatch.GetElapsedTime(start).TotalMilliseconds) / question.Count);
        for (var n = 0; n < answer.Results?.Count; n++)
        {
            var query = (question.First + n) % question.Queries.Length;
            if (truth.Knows(query)) measurement.Check(truth.Check(query, question[n], question.Wanted, answer.Results[n]));
        }
    }
}
