using System.Text;
using System.Text.Encodings.Web;

namespace Fovea.Web.Errors;

/// <summary>The page that a person sees instead of the one they wanted. It needs nothing else: without the cookie there is nothing else.</summary>
internal static class ErrorPage
{
    public static byte[] Render(ApiError error, string? detail) => Encoding.UTF8.GetBytes($"""
        <!doctype html>
        <html lang="en">
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width">
        <meta name="color-scheme" content="light dark">
        <title>Fovea: {Text(error.Title)}</title>
        <h1>{Text(error.Title)}</h1>
        <p>{Text(detail ?? error.Detail)}</p>
        {(error == ApiErrors.SignedOut ? InOtherLanguages : error == ApiErrors.NotPaired ? ToTheStart : string.Empty)}
        </html>

        """);

    private const string InOtherLanguages = """
        <p lang="de">Öffnen Sie die Adresse, die „fovea serve“ ausgegeben hat: Sie enthält den Schlüssel zu dieser Seite.</p>
        <p lang="zh">请打开 “fovea serve” 显示的地址：其中包含打开此页面的密钥。</p>
        """;

    private const string ToTheStart = """
        <p><a href="/">Let this device in</a></p>
        <p lang="de"><a href="/">Dieses Gerät zulassen</a></p>
        <p lang="zh"><a href="/">允许此设备访问</a></p>
        """;

    private static string Text(string text) => HtmlEncoder.Default.Encode(text);
}
