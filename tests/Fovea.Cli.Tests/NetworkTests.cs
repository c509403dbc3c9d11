namespace Fovea.Cli.Tests;

public sealed class NetworkTests : IDisposable
{
    private readonly FoveaProgram _program = new();

    public void Dispose() => _program.Dispose();

    [Fact]
    public async Task IndexAndSearch_WithoutAnyNetwork_Work()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux's network namespaces");
        var allowed = await _program.ShellAsync("unshare -rn true");
        Assert.SkipUnless(allowed.ExitCode == 0, $"needs a network namespace of its own: {allowed.Error.Trim()}");
        _program.Draw("red.png", 220, 20, 20);

        var result = (await _program.ShellAsync($"unshare -rn \"{FoveaProgram.Path}\" search red --in . --paths")).Ends(0);

        Assert.Equal([_program["red.png"]], result.Lines);
    }

    [Fact]
    public async Task EverythingAboutModelsButFetching_WithoutAnyNetwork_Works()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "needs Linux's network namespaces");
        var allowed = await _program.ShellAsync("unshare -rn true");
        Assert.SkipUnless(allowed.ExitCode == 0, $"needs a network namespace of its own: {allowed.Error.Trim()}");
        _program.DrawMany(20);
        var tiny = RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "tiny-clip", "openclip");
        var checkpoint = RepositoryRoot.File("tests", "Fovea.Clip.Tests", "Fixtures", "checkpoints", "tiny", "hf");

        (await _program.ShellAsync($$"""
            cat > ../all <<'END'
            set -e
            f() { "{{FoveaProgram.Path}}" "$@"; }
            f index . && f models list --available && f models fetch ViT-B-32-laion2b --dry-run
            f models add "{{tiny}}" --name mine && f models verify mine && f models optimize mine && f models use mine && f search red
            f models convert "{{checkpoint}}" --out ../converted
            f models use starter && f models remove mine
            END
            unshare -rn /bin/sh ../all
            """)).Ends(0);

        var fetched = await _program.ShellAsync($"unshare -rn \"{FoveaProgram.Path}\" models fetch ViT-B-32-laion2b");
        Assert.Equal(2, fetched.ExitCode);
        Assert.Contains("huggingface.co cannot be reached: ", fetched.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task IndexAndSearch_LeaveNothingOutsideTheDataFolder()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "the runtime of the models notes nothing in files there");
        _program.Draw("red.png", 220, 20, 20);

        (await _program.RunAsync("search", "red", "--in", ".")).Ends(0);

        // ONNX Runtime's telemetry kept what it was to send in ~/.cache/Microsoft.
        var left = Directory.EnumerateFileSystemEntries(Path.GetFullPath(_program[".."])).Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(["home", "photos"], left);
    }

    [Fact]
    public async Task IndexAndSearch_OpenNoSocketOfTheNetwork()
    {
        var traces = await _program.ShellAsync("strace -V > /dev/null && strace -f true");
        Assert.SkipUnless(traces.ExitCode == 0, "needs strace");
        _program.Draw("red.png", 220, 20, 20);

        (await _program.ShellAsync($"strace -f -o ../trace -e trace=socket,connect \"{FoveaProgram.Path}\" search red --in .")).Ends(0);

        var calls = await File.ReadAllTextAsync(_program["..", "trace"], TestContext.Current.CancellationToken);
        Assert.DoesNotContain("AF_INET", calls, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_ListensToThisMachineAndOpensNoConnection()
    {
        var traces = await _program.ShellAsync("strace -V > /dev/null && strace -f true && curl --version");
        Assert.SkipUnless(traces.ExitCode == 0, "needs strace and curl");
        _program.Draw("red.png", 220, 20, 20);

        // A page's visit from the first address to the last: sign in, add a folder, search, look, listen, stop.
        (await _program.ShellAsync($$"""
            set -e
            strace -f -o ../trace -e trace=network "{{FoveaProgram.Path}}" serve --port 0 --quiet > ../address &
            until [ -s ../address ]; do sleep 0.1; done
            address=$(cat ../address)
            base=${address%/\?*}
            get() { curl -sf --noproxy '*' -b ../cookies "$base$1" -o ../answer; }
            curl -sf --noproxy '*' -c ../cookies "$address" -o /dev/null
            get / && get /page/js/main.js && get /api/v1/session && get /api/v1/openapi.json
            curl -sf --noproxy '*' -b ../cookies -H "Origin: $base" -H 'X-Fovea: 1' -H 'Content-Type: application/json' -d "{\"path\":\"$PWD\"}" "$base/api/v1/library/roots" -o /dev/null
            until get /api/v1/index && grep -q '"state":"idle"' ../answer; do sleep 0.1; done
            get '/api/v1/search?q=red' && grep -q red.png ../answer
            id=$(sed 's/.*"items":\[{"id":\([0-9]*\).*/\1/' ../answer)
            get "/api/v1/photos/$id" && get "/api/v1/photos/$id/thumbnail" && get "/api/v1/photos/$id/picture" && get "/api/v1/photos/$id/original"
            curl -sf --noproxy '*' -b ../cookies -H "Origin: $base" -H 'X-Fovea: 1' -H 'Content-Type: application/octet-stream' --data-binary @red.png "$base/api/v1/pictures" -o /dev/null
            get /api/v1/library && get /api/v1/facets && get /api/v1/folders && get /api/v1/failures && get '/api/v1/complete?path=~/'
            curl -s --noproxy '*' -b ../cookies --max-time 2 "$base/api/v1/events" -o ../events || grep -q 'event: library' ../events
            kill -TERM $(head -n 1 ../trace | cut -d' ' -f1)
            wait
            """)).Ends(0);

        var calls = await File.ReadAllLinesAsync(_program["..", "trace"], TestContext.Current.CancellationToken);
        var ofTheNetwork = calls.Where(call => call.Contains("AF_INET", StringComparison.Ordinal)).ToList();
        Assert.Contains(ofTheNetwork, call => call.Contains(" bind(", StringComparison.Ordinal));
        Assert.DoesNotContain(ofTheNetwork, call => call.Contains(" connect(", StringComparison.Ordinal) || call.Contains(" sendto(", StringComparison.Ordinal) || call.Contains(" sendmsg(", StringComparison.Ordinal));
        Assert.All(ofTheNetwork.Where(call => call.Contains(" bind(", StringComparison.Ordinal)), call => Assert.Matches(@"inet_addr\(""127\.0\.0\.1""\)|inet_pton\(AF_INET6, ""::1""", call));
    }
}
