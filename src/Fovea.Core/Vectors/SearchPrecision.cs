namespace Fovea;

/// <summary>How sure a vector search is of having found the best.</summary>
public enum SearchPrecision
{
    /// <summary><see cref="Exact"/> as long as that takes milliseconds, <see cref="Fast"/> over more vectors.</summary>
    Automatic = 0,

    /// <summary>Nothing is missed: what comparing the query with every vector would give, in the same order.</summary>
    Exact = 1,

    /// <summary>A few in a thousand of the best may be missed; what is found has the same scores and order.</summary>
    Fast = 2,
}
