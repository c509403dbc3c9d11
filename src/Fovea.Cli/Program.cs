using Fovea.Cli;
using Fovea.Hosting;

DecoderProgram.RunIfAsked(args, Console.OpenStandardInput, Console.OpenStandardOutput);
return await FoveaCommandLine.RunAsync(RawArguments.Restore(args));
