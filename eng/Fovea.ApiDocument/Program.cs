using Fovea.Web.Description;

if (args is not [var path, .. var options])
{
    await Console.Error.WriteLineAsync("usage: Fovea.ApiDocument PATH [--check]    writes the API's OpenAPI document, or only compares it");
    return 2;
}

var document = await ApiDocument.WriteAsync(CancellationToken.None);
if (File.Exists(path) && (await File.ReadAllTextAsync(path)).ReplaceLineEndings("\n") == document) return 0;
if (options.Contains("--check"))
{
    await Console.Error.WriteLineAsync($"{path} : error : is not what the API is. Build eng/Fovea.ApiDocument and commit the file.");
    return 1;
}

await File.WriteAllTextAsync(path, document);
return 0;
