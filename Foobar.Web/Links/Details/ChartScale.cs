namespace Foobar.Web.Links.Details;

/// <summary>How high a chart of counts is: a round number whose half is a whole one, so that two lines can be labelled.</summary>
internal static class ChartScale
{
    private static readonly long[] s_steps = [2, 4, 6, 10];

    public static long Top(long highest)
    {
        for (var power = 1L; power <= long.MaxValue / 100; power *= 10)
        {
            foreach (var step in s_steps)
            {
                if (highest <= step * power)
                {
                    return step * power;
                }
            }
        }

        return highest;
    }
}
