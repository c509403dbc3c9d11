using Fovea.FaultyDecoder;
using Fovea.Imaging;

// A decoder's process like the product's, that misbehaves with files of certain names. "never-ready" does not even start.
if (args is ["never-ready"]) return 3;
var decoder = new FaultyDecoder(Console.OpenStandardOutput());
DecoderHost.Run(Console.OpenStandardInput(), decoder.Output, FaultyDecoder.Prepare, decoder, decoder);
return 0;
