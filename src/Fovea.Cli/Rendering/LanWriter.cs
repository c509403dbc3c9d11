using System.Globalization;
using Fovea.Web.Lan;

namespace Fovea.Cli.Rendering;

/// <summary>Says how a phone gets in: where, how it knows that it is the right place, and with which code.</summary>
internal static class LanWriter
{
    public static void Write(LanAccess lan, bool isQuiet)
    {
        if (lan.Message is { } message) Terminal.Say($"fovea: {message}");
        if (isQuiet) return;
        Terminal.WriteLine($"For phones in your network: {string.Join("  ", lan.Addresses)}");
        Terminal.WriteLine("  A phone warns about the certificate, because this machine made it itself. It is the right one if its SHA-256 fingerprint is");
        Terminal.WriteLine($"  {lan.Fingerprint}");

        // The first device; more are paired on the page, where the person then is. It also helps where the machine has no screen of its own.
        if (Terminal.IsInteractive && !lan.HasDevices) WriteCode(lan.Offer());
        else Terminal.WriteLine("  Pair one on the page on this machine: Library, Phones and other devices.");
    }

    private static void WriteCode(PairingOffer offer)
    {
        Terminal.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  Point its camera at this, or open the address and type {offer.Code.Text}. It lets one device in and works until {offer.Code.Expires.ToLocalTime():HH:mm};"));
        Terminal.WriteLine("  another code is on the page on this machine: Library, Phones and other devices.");
        foreach (var line in QrCode.ToText(offer.Opening.AbsoluteUri).TrimEnd('\n').Split('\n')) Terminal.WriteLine(Terminal.WhiteOnBlack(line));
    }
}
