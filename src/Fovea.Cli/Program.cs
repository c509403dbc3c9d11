using Fovea.Cli;

return await FoveaCommandLine.RunAsync(RawArguments.Restore(args));
