using System.Xml.Linq;
using Foobar.Web.Links.Details;

namespace Foobar.Tests.Web.Links;

public sealed class QrCodeTests
{
    private const int ModulesOfTheSmallest = 21;
    private const int QuietZone = 4;

    [Fact]
    public void DrawSvg_Link_IsASquareInBlackOnWhiteWithItsQuietZone()
    {
        var text = QrCode.DrawSvg("https://www.foobar.com/x7Kq");
        var box = XDocument.Parse(text).Root!.Attribute("viewBox")!.Value.Split(' ');

        Assert.Equal(box[2], box[3]);
        Assert.InRange(int.Parse(box[2], null), ModulesOfTheSmallest + (2 * QuietZone), 64);
        Assert.Contains("#000000", text);
        Assert.Contains("#ffffff", text);
    }

    [Fact]
    public void DrawSvg_OtherLink_IsAnotherPicture() =>
        Assert.NotEqual(QrCode.DrawSvg("https://www.foobar.com/abc"), QrCode.DrawSvg("https://www.foobar.com/abd"));
}
