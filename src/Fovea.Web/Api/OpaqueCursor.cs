using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Fovea.Web.Errors;

namespace Fovea.Web.Api;

/// <summary>Where a list goes on: opaque to clients, so that what is in it may change.</summary>
/// <param name="Set">The key of the answer; empty where the list has none.</param>
/// <param name="Offset">How many were shown.</param>
/// <param name="Question">What was asked, in short: a cursor of one question is no answer to another. Empty where nothing was.</param>
internal readonly record struct OpaqueCursor(string Set, int Offset, string Question = "")
{
    public const string Explanation = "Where to go on: 'next' of the answer before. Without it: the beginning.";

    private const int LongestText = 200;

    /// <summary>Reads a cursor that an answer gave; null or empty: the beginning.</summary>
    /// <exception cref="ApiException">It is none.</exception>
    public static OpaqueCursor Parse(string? text)
    {
        if (string.IsNullOrEmpty(text)) return new OpaqueCursor(string.Empty, 0);
        if (text.Length <= LongestText && Base64Url.IsValid(text))
        {
            var parts = Encoding.UTF8.GetString(Base64Url.DecodeFromChars(text)).Split(' ');
            if (parts.Length == 3 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var offset)) return new OpaqueCursor(parts[0], offset, parts[2]);
        }

        throw new ApiException(ApiErrors.BadRequest, "The cursor is none that an answer gave. Leave it out to begin at the start.");
    }

    public override string ToString() =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{Set} {Offset} {Question}")));
}
