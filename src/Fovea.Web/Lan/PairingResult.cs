namespace Fovea.Web.Lan;

/// <summary>What became of a try to pair.</summary>
public enum PairingResult
{
    /// <summary>The code was right. It is used up.</summary>
    Accepted = 1,

    /// <summary>The code was wrong.</summary>
    Wrong = 2,

    /// <summary>No code is valid: none was made, it is used up, too old, or was guessed at too often.</summary>
    NoCode = 3,

    /// <summary>The address has to wait; the code was not looked at.</summary>
    TooSoon = 4,
}
