using Microsoft.Extensions.Logging;

namespace Fovea.Cli.Rendering;

/// <summary>Shows what a server of ours has to say: warnings and errors of Fovea itself, on standard error.</summary>
internal sealed class TerminalLoggerProvider : ILoggerProvider
{
    public ILogger CreateLogger(string categoryName) => new TerminalLogger(categoryName.StartsWith("Fovea.", StringComparison.Ordinal));

    public void Dispose()
    {
    }

    private sealed class TerminalLogger(bool isOurs) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => isOurs && logLevel >= LogLevel.Warning;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            if (!IsEnabled(logLevel)) return;
            Terminal.Say($"fovea: {formatter(state, exception)}");
            if (exception is not null) Terminal.Say(exception.ToString());
        }
    }
}
