using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using Fovea.Cli.Rendering;

namespace Fovea.Cli.Commands;

/// <summary><c>fovea inspect …</c>: what the model really sees.</summary>
internal static class InspectCommand
{
    private static readonly Argument<string[]> Text = new("TEXT") { Description = "The text.", Arity = ArgumentArity.ZeroOrMore };

    private static readonly Option<bool> JsonLines = new("--jsonl")
    {
        Description = "Read one JSON string a line from standard input, write one {\"ids\":[…],\"truncated\":…} a line.",
    };

    private static readonly Argument<string> Photo = new("PHOTO") { Description = "A picture file." };

    private static readonly Argument<string?> PhotoOrNone = new("PHOTO") { Description = "A picture file.", Arity = ArgumentArity.ZeroOrOne };

    private static readonly Option<string> Out = new("--out") { Description = "The PNG to write.", HelpName = "PNG", Required = true };

    private static readonly Option<int> Size = new("--size")
    {
        Description = "Side of the square in pixels. Default: the model's.",
        HelpName = "N",
        CustomParser = NumberOptions.Between(1, 4096),
    };

    private static readonly Option<string?> TextOption = new("--text") { Description = "A text instead of a picture.", HelpName = "TEXT" };

    public static Command Create()
    {
        var tokens = new Command("tokens", "The token ids of a text, start and end included.") { Text, JsonLines, CommonOptions.Json };
        tokens.SetAction((parsed, cancellationToken) => Task.FromResult(Tokens(parsed, cancellationToken)));
        var pixels = new Command("pixels", "The picture as the model sees it, as a PNG.") { Photo, Out, Size };
        pixels.SetAction((parsed, cancellationToken) => Task.FromResult(Pixels(parsed, cancellationToken)));
        var vector = new Command("vector", "The unit vector of a picture or a text.") { PhotoOrNone, TextOption, CommonOptions.Json };
        vector.SetAction((parsed, cancellationToken) => Task.FromResult(Vector(parsed, cancellationToken)));
        var command = new Command("inspect", "What the model really sees of a text or a picture.")
        {
            tokens, pixels, vector,
        };
        HelpWithExamples.With(command, """
            fovea inspect tokens "a photo of a cat"
            fovea inspect pixels cat.jpg --out seen.png
            fovea inspect vector cat.jpg --model ~/models/ViT-B-32
            """);
        return command;
    }

    private static int Tokens(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = Session.Open(parsed);
        if (!parsed.GetValue(JsonLines))
        {
            if (parsed.GetResult(Text) is not { Tokens.Count: > 0 }) throw new UsageException("give a text, or --jsonl for many on standard input");
            var tokens = session.Model.Texts.Tokenize(string.Join(' ', parsed.GetRequiredValue(Text)));
            if (parsed.GetValue(CommonOptions.Json)) WriteTokens(tokens);
            else Terminal.WriteLine(string.Join(' ', tokens.Ids) + (tokens.Truncated ? " (cut off)" : string.Empty));
            return ExitCodes.Done;
        }

        using var input = new StreamReader(Console.OpenStandardInput());
        for (var number = 1; input.ReadLine() is { } line; number++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (!string.IsNullOrWhiteSpace(line)) WriteTokens(session.Model.Texts.Tokenize(ReadJsonString(line, number)));
        }

        return ExitCodes.Done;
    }

    private static string ReadJsonString(string line, int number)
    {
        try
        {
            return JsonStrings.Read(line);
        }
        catch (JsonException e)
        {
            throw new UsageException($"line {number.ToString(CultureInfo.InvariantCulture)} of standard input is not a JSON string: {e.Message}");
        }
    }

    private static void WriteTokens(TokenizedText tokens) => JsonOutput.Write(json =>
    {
        json.WriteStartObject();
        json.WriteStartArray("ids");
        foreach (var id in tokens.Ids) json.WriteNumberValue(id);
        json.WriteEndArray();
        json.WriteBoolean("truncated", tokens.Truncated);
        json.WriteEndObject();
    });

    private static int Pixels(ParseResult parsed, CancellationToken cancellationToken)
    {
        using var session = Session.Open(parsed);
        var contract = session.Model.Preprocessing;
        if (parsed.GetValue(Size) is > 0 and var size) contract = contract with { Width = size, Height = size, ResizeTo = null };
        using var tile = session.Pictures.Decode(TypedPath.Full(parsed.GetRequiredValue(Photo)), contract, cancellationToken);
        var path = TypedPath.Full(parsed.GetRequiredValue(Out));
        try
        {
            File.WriteAllBytes(path, session.Renderer.ToPng(tile));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new OutputException(PathText.ToDisplay(path), e);
        }

        return ExitCodes.Done;
    }

    private static int Vector(ParseResult parsed, CancellationToken cancellationToken)
    {
        var (photo, text) = (parsed.GetValue(PhotoOrNone), parsed.GetValue(TextOption));
        if (photo is null == text is null) throw new UsageException("give a picture, or --text TEXT");
        using var session = Session.Open(parsed);
        var vector = text is not null
            ? session.Model.Texts.Encode(text, cancellationToken).Vector.ToArray()
            : session.Pictures.Encode(TypedPath.Full(photo!), cancellationToken);
        if (!parsed.GetValue(CommonOptions.Json))
        {
            Terminal.WriteLine(string.Join(' ', vector.Select(v => v.ToString("R", CultureInfo.InvariantCulture))));
            return ExitCodes.Done;
        }

        JsonOutput.Write(json =>
        {
            json.WriteStartObject();
            json.WriteStartArray("vector");
            foreach (var value in vector) json.WriteNumberValue(value);
            json.WriteEndArray();
            json.WriteEndObject();
        });
        return ExitCodes.Done;
    }
}
