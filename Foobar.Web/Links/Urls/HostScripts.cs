using System.Globalization;
using System.Text;

namespace Foobar.Web.Links.Urls;

/// <summary>
/// Finds names that are written to look like another: a label whose letters are of several scripts, such as a Cyrillic 'а'
/// among Latin letters (Unicode Technical Standard 39, "highly restrictive"). A label of one script is left, since the site
/// shows every such name in its ASCII form.
/// </summary>
internal static class HostScripts
{
    private static readonly IdnMapping s_idn = new();

    // Together as people write them: Japanese, Chinese with phonetic signs, and Korean, each beside Latin.
    private static readonly Script[] s_writtenTogether =
    [
        Script.Latin | Script.Han | Script.Kana,
        Script.Latin | Script.Han | Script.Bopomofo,
        Script.Latin | Script.Han | Script.Hangul,
    ];

    private static readonly (int First, int Last, Script Script)[] s_ranges =
    [
        (0x0041, 0x024F, Script.Latin), (0x0250, 0x02AF, Script.Latin), (0x1E00, 0x1EFF, Script.Latin),
        (0x2C60, 0x2C7F, Script.Latin), (0xA720, 0xA7FF, Script.Latin), (0xAB30, 0xAB64, Script.Latin),
        (0xFF21, 0xFF5A, Script.Latin),
        (0x0370, 0x03FF, Script.Greek), (0x1F00, 0x1FFF, Script.Greek),
        (0x0400, 0x052F, Script.Cyrillic), (0x1C80, 0x1C8F, Script.Cyrillic), (0xA640, 0xA69F, Script.Cyrillic),
        (0x0530, 0x058F, Script.Armenian), (0x10A0, 0x10FF, Script.Georgian),
        (0x0590, 0x05FF, Script.Hebrew), (0x0600, 0x06FF, Script.Arabic), (0x0750, 0x077F, Script.Arabic), (0x08A0, 0x08FF, Script.Arabic),
        (0x0E00, 0x0E7F, Script.Thai), (0x13A0, 0x13FF, Script.Cherokee),
        (0x3040, 0x30FF, Script.Kana), (0x31F0, 0x31FF, Script.Kana), (0xFF66, 0xFF9F, Script.Kana),
        (0x3100, 0x312F, Script.Bopomofo), (0x31A0, 0x31BF, Script.Bopomofo),
        (0x3005, 0x3007, Script.Han), (0x3400, 0x4DBF, Script.Han), (0x4E00, 0x9FFF, Script.Han), (0xF900, 0xFAFF, Script.Han),
        (0x20000, 0x3FFFF, Script.Han),
        (0x1100, 0x11FF, Script.Hangul), (0x3130, 0x318F, Script.Hangul), (0xAC00, 0xD7FF, Script.Hangul),
    ];

    [Flags]
    private enum Script
    {
        None = 0,
        Latin = 1,
        Greek = 1 << 1,
        Cyrillic = 1 << 2,
        Armenian = 1 << 3,
        Georgian = 1 << 4,
        Hebrew = 1 << 5,
        Arabic = 1 << 6,
        Thai = 1 << 7,
        Cherokee = 1 << 8,
        Kana = 1 << 9,
        Bopomofo = 1 << 10,
        Han = 1 << 11,
        Hangul = 1 << 12,
        Other = 1 << 13,
    }

    /// <summary>The first label that mixes scripts, in its ASCII form.</summary>
    /// <param name="asciiHost">A host name in ASCII.</param>
    /// <exception cref="ArgumentException">A label that claims to be of other letters than ASCII's is not.</exception>
    public static string? FindMixed(string asciiHost) =>
        asciiHost.Contains("xn--", StringComparison.OrdinalIgnoreCase)
            ? asciiHost.Split('.', StringSplitOptions.RemoveEmptyEntries).FirstOrDefault(label => IsMixed(s_idn.GetUnicode(label)))
            : null;

    private static bool IsMixed(string label)
    {
        var scripts = Script.None;
        foreach (var rune in label.EnumerateRunes())
        {
            scripts |= Rune.IsLetter(rune) ? ScriptOf(rune.Value) : Script.None;
        }

        return int.PopCount((int)scripts) > 1 && !s_writtenTogether.Any(together => (scripts & ~together) == Script.None);
    }

    private static Script ScriptOf(int character)
    {
        foreach (var (first, last, script) in s_ranges)
        {
            if (character >= first && character <= last)
            {
                return script;
            }
        }

        return Script.Other;
    }
}
