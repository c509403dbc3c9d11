using CsCheck;

namespace Fovea.Clip.Tests;

/// <summary>Cleaning, with the expected texts taken from Python's functions.</summary>
public sealed class TextCleanerTests
{
    [Theory]
    [InlineData("", "")]
    [InlineData("  A\t Dog \r\n ", "a dog")]
    [InlineData("ﬁlm ŉ Ǆ ﬅ", "film 'n dž ſt")]
    [InlineData("ＡＢＣ　１２３ ｶﾞ", "abc 123 ガ")]
    [InlineData("“quoted” ‘it’s’", "\"quoted\" 'it's'")]
    [InlineData("null\0byte\u007F\uFEFF", "nullbyte")]
    [InlineData("one\u2028two\u0085three\ffour", "one two three four")]
    [InlineData("caf\u0065\u0301", "café")]
    [InlineData("&amp;amp; &lt;b&gt;", "& <b>")]
    [InlineData("İSTANBUL", "i\u0307stanbul")]
    [InlineData("ΟΔΟΣ ΟΔΟΣ. Σ ΣΑ", "οδος οδος. σ σα")]
    [InlineData("𝐀𐐀", "𝐀𐐨")]
    public void Clean_OddTexts_GivesReferenceText(string text, string expected) => Assert.Equal(expected, TextCleaner.Clean(text));

    // Not in an attribute: metadata is UTF-8, which has no lone surrogates.
    [Fact]
    public void Clean_LoneSurrogates_BecomeReplacementCharacters() => Assert.Equal("\uFFFD broken \uFFFD\uFFFD", TextCleaner.Clean("\uD800 broken \uDC00\uD83D"));

    [Theory]
    [InlineData("&notit; &notin; &AMP &amp", "¬it; ∉ & &")]
    [InlineData("&#x41;&#65&#128;&#0;&#xD800;&#x110000;&#99999999999999999999;", "AA€\uFFFD\uFFFD\uFFFD\uFFFD")]
    [InlineData("&#1;&#11;&#xFDD0;&#x1FFFE;|", "|")]
    [InlineData("&#13;|&#129;|&#x9f;", "\r|\u0081|Ÿ")]
    [InlineData("& &; &# &#x; &#xg; &unknown; &a", "& &; &# &#x; &#xg; &unknown; &a")]
    [InlineData("&bne;&NotEqualTilde;", "=⃥≂̸")]
    [InlineData("&hearts &hearts;", "&hearts ♥")]
    [InlineData("&CounterClockwiseContourIntegral;", "∳")]
    public void Unescape_References_FollowPython(string text, string expected) => Assert.Equal(expected, HtmlText.Unescape(text));

    [Theory]
    [InlineData("it's we'll I'd 'round", "it 's we 'll i 'd ' round")]
    [InlineData("42nd st.", "4 2 nd st .")]
    [InlineData("a--b!?", "a -- b !?")]
    [InlineData("<|endoftext|>", "<| endoftext |>")]
    [InlineData("𝐀b𝟏𝟐", "𝐀b 𝟏 𝟐")]
    [InlineData("'ſ a\u0345b", "'ſ a b")]
    [InlineData("नमस्ते", "नमस ् त े")]
    public void Next_Text_SplitsLikeThePattern(string text, string pieces)
    {
        var cleaned = TextCleaner.Clean(text);
        var found = new List<string>();
        for (var piece = ClipPattern.Next(cleaned, 0); piece.End.Value > piece.Start.Value; piece = ClipPattern.Next(cleaned, piece.End.Value)) found.Add(cleaned[piece]);
        Assert.Equal(pieces, string.Join(' ', found));
    }

    [Fact]
    public void Clean_AnyString_NeverThrowsAndLeavesCollapsedText() => Gen.String[Gen.Char, 0, 60].Sample(
        text =>
        {
            var cleaned = TextCleaner.Clean(text);
            Assert.Equal(cleaned.Trim(), cleaned);
            Assert.DoesNotContain("  ", cleaned, StringComparison.Ordinal);
            Assert.False(PathText.HasInvalidText(cleaned));
        },
        iter: 3000);
}
