namespace Fovea.Clip.Tests;

/// <summary>Vectors equal PyTorch's, for tensors, picture files and texts, whatever the layout.</summary>
public sealed class ReferenceVectorTests
{
    private const float Tolerance = 1e-4f;

    public static TheoryData<string> Layouts => ["openclip", "hf"];

    [Theory]
    [MemberData(nameof(Layouts))]
    public void EncodeTensors_ReferenceFormula_GivesReferenceVectors(string layout)
    {
        using var model = ClipModel.Open(Path.Combine(Reference.TinyClip, layout));
        foreach (var entry in Reference.Read(Reference.TinyClip).GetProperty("images").EnumerateArray())
        {
            var vector = new float[32];
            model.Images.EncodeTensors(Reference.Tensor(entry.GetProperty("k").GetInt32(), 64), 1, vector, TestContext.Current.CancellationToken);
            Reference.AssertClose(Reference.Vector(entry), vector, Tolerance);
        }
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Encode_ReferencePictures_GivesReferenceVectorsInOneCall(string layout)
    {
        using var model = ClipModel.Open(Path.Combine(Reference.TinyClip, layout));
        var entries = Reference.Read(Reference.TinyClip).GetProperty("pictures").EnumerateArray().ToList();
        var tiles = entries.ConvertAll(e => Reference.Tile(Path.Combine(Reference.TinyClip, e.GetProperty("file").GetString()!)));
        var vectors = new float[tiles.Count * 32];

        model.Images.Encode(tiles, vectors, TestContext.Current.CancellationToken);

        for (var i = 0; i < entries.Count; i++) Reference.AssertClose(Reference.Vector(entries[i]), vectors.AsSpan(i * 32, 32), Tolerance);
        tiles.ForEach(t => t.Dispose());
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public void Encode_ReferenceTexts_GivesReferenceIdsAndVectors(string layout)
    {
        using var model = ClipModel.Open(Path.Combine(Reference.TinyClip, layout));
        foreach (var entry in Reference.Read(Reference.TinyClip).GetProperty("texts").EnumerateArray())
        {
            var text = entry.GetProperty("text").GetString()!;
            Assert.Equal(entry.GetProperty("ids").EnumerateArray().Select(v => v.GetInt32()), model.Texts.Tokenize(text).Ids);
            Reference.AssertClose(Reference.Vector(entry), model.Texts.Encode(text, TestContext.Current.CancellationToken).Vector.Span, Tolerance);
        }
    }

    // The reference was computed before the weights were stored as fp16: the model's card promises 1e-4 at the most.
    [Fact]
    public void Starter_ReferenceTensors_GivesReferenceVectors()
    {
        using var model = ClipModel.Open(Reference.Starter);
        foreach (var entry in Reference.Read(Reference.Starter).GetProperty("images").EnumerateArray())
        {
            var vector = new float[256];
            model.Images.EncodeTensors(Reference.Tensor(entry.GetProperty("k").GetInt32(), 128), 1, vector, TestContext.Current.CancellationToken);
            Reference.AssertClose(Reference.Vector(entry), vector, 2e-4f);
        }
    }

    [Fact]
    public void Starter_ReferenceTexts_GivesReferenceIdsAndVectors()
    {
        using var model = ClipModel.Open(Reference.Starter);
        foreach (var entry in Reference.Read(Reference.Starter).GetProperty("texts").EnumerateArray())
        {
            var text = entry.GetProperty("text").GetString()!;
            Assert.Equal(entry.GetProperty("ids").EnumerateArray().Select(v => v.GetInt32()), model.Texts.Tokenize(text).Ids);
            Reference.AssertClose(Reference.Vector(entry), model.Texts.Encode(text, TestContext.Current.CancellationToken).Vector.Span, 2e-4f);
        }
    }
}
