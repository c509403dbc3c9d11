using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;

namespace Fovea.Web.Security;

/// <summary>
/// The two secrets of one run, 256 bits each: the token in the address that a person opens, and what the cookie then holds. They differ, so
/// that an address left in a browser's history is not what later requests prove themselves with.
/// </summary>
internal sealed class AccessKeys
{
    private readonly byte[] _token = Encoding.ASCII.GetBytes(Random());
    private readonly byte[] _cookie = Encoding.ASCII.GetBytes(Random());

    public string Token => Encoding.ASCII.GetString(_token);

    public string Cookie => Encoding.ASCII.GetString(_cookie);

    public bool IsToken(string? value) => AreEqual(_token, value);

    public bool IsCookie(string? value) => AreEqual(_cookie, value);

    private static string Random() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));

    // In constant time for every value of the right length; the length is no secret.
    private static bool AreEqual(byte[] expected, string? value) =>
        value is not null && CryptographicOperations.FixedTimeEquals(expected, Encoding.UTF8.GetBytes(value));
}
