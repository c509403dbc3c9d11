namespace Fovea.Engine.Searching;

/// <summary>How an answer is ordered.</summary>
public enum SearchOrder
{
    /// <summary>Best first, equal scores by id; newest first where there is nothing to rank by.</summary>
    Relevance = 0,

    /// <summary>Newest first, unknown dates last; of a ranked search only the strong matches, or, where there are none, the possible ones.</summary>
    Newest = 1,
}
