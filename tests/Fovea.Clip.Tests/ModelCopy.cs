namespace Fovea.Clip.Tests;

/// <summary>A copy of a fixture model that a test may damage.</summary>
internal sealed class ModelCopy : IDisposable
{
    private readonly TempFolder _temp = new();

    public ModelCopy(string layout = "hf")
    {
        var source = System.IO.Path.Combine(Reference.TinyClip, layout);
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            _temp.Write(System.IO.Path.Combine("model", System.IO.Path.GetRelativePath(source, file)), File.ReadAllBytes(file));
        }
    }

    public string Path => _temp["model"];

    public string Parent => _temp.Path;

    public string this[params string[] parts] => System.IO.Path.Combine([Path, .. parts]);

    public ModelCopy Write(string file, string text)
    {
        _temp.Write(System.IO.Path.Combine("model", file), System.Text.Encoding.UTF8.GetBytes(text));
        return this;
    }

    public ModelCopy Delete(string file)
    {
        File.Delete(this[file]);
        return this;
    }

    public ModelCopy Edit(string file, string what, string with)
    {
        var text = File.ReadAllText(this[file]);
        Assert.Contains(what, text, StringComparison.Ordinal);
        return Write(file, text.Replace(what, with, StringComparison.Ordinal));
    }

    public ModelCopy WriteManifest()
    {
        File.WriteAllBytes(this[ModelManifest.FileName], ModelManifest.Describe(Path, "tiny", "A toy.", isStarter: false, CancellationToken.None).ToJson());
        return this;
    }

    /// <summary>Changes one byte in the middle and keeps the length.</summary>
    public ModelCopy FlipByte(string file)
    {
        var bytes = File.ReadAllBytes(this[file]);
        bytes[bytes.Length / 2] ^= 0x10;
        File.WriteAllBytes(this[file], bytes);
        return this;
    }

    public ModelException OpenFails() => Assert.Throws<ModelException>(() =>
    {
        using var model = ClipModel.Open(Path);
        Assert.NotNull(model.Texts);
        Assert.NotNull(model.Images);
    });

    public void Dispose() => _temp.Dispose();
}
