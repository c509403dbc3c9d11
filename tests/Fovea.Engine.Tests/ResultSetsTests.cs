using Fovea.Engine.Searching;

namespace Fovea.Engine.Tests;

public sealed class ResultSetsTests
{
    private readonly ResultSets _sets = new();

    [Fact]
    public void Add_ASet_IsFoundByItsKeyAlone()
    {
        var set = Set(3);

        var key = _sets.Add(set);

        Assert.Same(set, _sets.Find(key));
        Assert.Null(_sets.Find("somebody else's"));
        Assert.Matches("^[0-9a-f]{32}$", key);
        Assert.NotEqual(key, _sets.Add(set));
    }

    [Fact]
    public void Add_MoreThanAreKept_DropsWhatWasNotUsedLongest()
    {
        var keys = Enumerable.Range(0, 32).Select(_ => _sets.Add(Set(1))).ToArray();
        Assert.NotNull(_sets.Find(keys[0]));

        _sets.Add(Set(1));

        Assert.NotNull(_sets.Find(keys[0]));
        Assert.Null(_sets.Find(keys[1]));
        Assert.All(keys[2..], key => Assert.NotNull(_sets.Find(key)));
    }

    [Fact]
    public void Add_OverTheBudget_KeepsTheNewestHoweverLarge()
    {
        var small = _sets.Add(Set(10));
        var large = _sets.Add(Set(3_000_000));

        Assert.Null(_sets.Find(small));
        Assert.NotNull(_sets.Find(large));
        var next = _sets.Add(Set(10));
        Assert.Null(_sets.Find(large));
        Assert.NotNull(_sets.Find(next));
    }

    [Fact]
    public void AddAndFind_ManyAtOnce_StayWhole() => Parallel.For(0, 500, i =>
    {
        var set = Set(1);
        var found = _sets.Find(_sets.Add(set));
        Assert.True(found is null || ReferenceEquals(found, set));
    });

    private static ResultSet Set(int count) => new(new PhotoId[count], null, default)
    {
        Query = "",
        Model = "fake",
        Order = SearchOrder.Newest,
        Searched = count,
        Weak = 0,
        Messages = [],
        Timings = new SearchTimings(default, default, default, default, default),
    };
}
