using QRCoder;

namespace Foobar.Web.Links.Details;

/// <summary>A link for a camera.</summary>
internal static class QrCode
{
    /// <summary>Draws it dark on light with its quiet zone, whatever the page around it looks like: not every reader takes another.</summary>
    public static string DrawSvg(string shortUrl)
    {
        using var data = QRCodeGenerator.GenerateQrCode(shortUrl, QRCodeGenerator.ECCLevel.M);
        using var svg = new SvgQRCode(data);
        return svg.GetGraphic(pixelsPerModule: 1, "#000000", "#ffffff", drawQuietZones: true, SvgQRCode.SizingMode.ViewBoxAttribute);
    }
}
