using Fovea.Cli;

return await FoveaCommandLine.RunAsync(args);
