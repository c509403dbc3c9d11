using System.CommandLine;
using Fovea.Cli.Rendering;

namespace Fovea.Cli.Commands;

/// <summary><c>fovea completion SHELL</c>: a script that asks the program itself for completions.</summary>
internal static class CompletionCommand
{
    private static readonly Argument<string> Shell = new("SHELL") { Description = "bash, zsh, fish or pwsh." };

    private static readonly Dictionary<string, string> Scripts = new(StringComparer.Ordinal)
    {
        ["bash"] = """
            _fovea() {
                local IFS=$'\n'
                COMPREPLY=($(fovea "[suggest:${COMP_POINT}]" "${COMP_LINE}" 2>/dev/null | grep -F -- "${COMP_WORDS[COMP_CWORD]}"))
            }
            complete -o default -F _fovea fovea
            """,
        ["zsh"] = """
            #compdef fovea
            _fovea() {
                local -a found
                found=("${(@f)$(fovea "[suggest:${CURSOR}]" "${BUFFER}" 2>/dev/null)}")
                compadd -a found
                _files
            }
            compdef _fovea fovea
            """,
        ["fish"] = """
            complete -c fovea -a '(set -l line (commandline -cp); fovea "[suggest:"(string length -- $line)"]" "$line" 2>/dev/null)'
            """,
        ["pwsh"] = """
            Register-ArgumentCompleter -Native -CommandName fovea -ScriptBlock {
                param($word, $ast, $position)
                fovea "[suggest:$position]" "$ast" 2>$null | Where-Object { $_ -like "$word*" } | ForEach-Object {
                    [System.Management.Automation.CompletionResult]::new($_, $_, 'ParameterValue', $_)
                }
            }
            """,
    };

    public static Command Create()
    {
        Shell.AcceptOnlyFromAmong([.. Scripts.Keys]);
        var command = new Command("completion", """
            A script that completes fovea's commands and options in your shell.

              fovea completion bash >> ~/.bashrc
              fovea completion fish > ~/.config/fish/completions/fovea.fish
            """)
        {
            Shell,
        };
        command.SetAction((parsed, _) =>
        {
            Terminal.Write(System.Text.Encoding.UTF8.GetBytes(Scripts[parsed.GetRequiredValue(Shell)].ReplaceLineEndings("\n") + "\n"));
            return Task.FromResult(ExitCodes.Done);
        });
        return command;
    }
}
