package dev.halftone.manifests.scaling;

import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** The burst as a picture: what is owed, how many workers there are, how long small jobs take. */
final class Plot {

    private static final int WIDTH = 760;
    private static final int LEFT = 70;
    private static final int HEIGHT = 110;
    private static final int SHOWN = 5400;

    private Plot() {}

    static String of(Burst burst) {
        String panels =
                panel(0, "images owed", Burst.IMAGES, line(burst, Burst.Sample::owed, Burst.IMAGES, 0, "#1d5d9b"))
                        + panel(
                                1,
                                "workers",
                                burst.most(),
                                line(burst, Burst.Sample::replicas, burst.most(), 1, "#1d5d9b")
                                        + line(burst, Burst.Sample::working, burst.most(), 1, "#e07a1f"))
                        + panel(2, "s for a job of 10", burst.longestSmall(), small(burst));
        return """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 %d %d" font-family="sans-serif" font-size="12">
                <rect width="100%%" height="100%%" fill="#fff"/>
                %s<text x="%d" y="%d">minutes; a burst of %,d images at minute %d, and a job of 10 every two minutes</text>
                <text x="%d" y="%d">workers: <tspan fill="#1d5d9b">asked for</tspan>, <tspan fill="#e07a1f">at work</tspan></text>
                </svg>
                """.formatted(
                        LEFT + WIDTH + 20,
                        3 * (HEIGHT + 40) + 60,
                        panels,
                        LEFT,
                        3 * (HEIGHT + 40) + 35,
                        Burst.IMAGES,
                        Burst.BEGINS / 60,
                        LEFT,
                        3 * (HEIGHT + 40) + 52);
    }

    private static String panel(int place, String title, int most, String content) {
        StringBuilder panel = new StringBuilder();
        int bottom = bottom(place);
        panel.append(text(LEFT, bottom - HEIGHT - 6, "start", title));
        panel.append(text(LEFT - 6, bottom - HEIGHT + 10, "end", String.format(Locale.ROOT, "%,d", most)));
        panel.append(text(LEFT - 6, bottom, "end", "0"));
        panel.append("<path d=\"M%d %dV%dH%d\" fill=\"none\" stroke=\"#999\"/>\n"
                .formatted(LEFT, bottom - HEIGHT, bottom, LEFT + WIDTH));
        for (int second = 0; second <= SHOWN; second += 900) {
            panel.append(text(x(second), bottom + 14, "middle", Integer.toString(second / 60)));
        }
        return panel + content;
    }

    private static String line(
            Burst burst, ToDoubleFunction<Burst.Sample> value, double most, int place, String colour) {
        String points = burst.samples().stream()
                .filter(sample -> sample.second() <= SHOWN)
                .map(sample -> x(sample.second()) + "," + y(place, value.applyAsDouble(sample) / most))
                .collect(Collectors.joining(" "));
        return "<polyline points=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"1.5\"/>\n".formatted(points, colour);
    }

    private static String small(Burst burst) {
        double most = burst.longestSmall();
        return burst.small().stream()
                .filter(job -> job.submitted() <= SHOWN)
                .map(job -> "<circle cx=\"%d\" cy=\"%d\" r=\"2.5\" fill=\"#1d5d9b\"/>\n"
                        .formatted(x(job.submitted()), y(2, job.took() / most)))
                .collect(Collectors.joining());
    }

    private static String text(int x, int y, String anchor, String text) {
        return "<text x=\"%d\" y=\"%d\" text-anchor=\"%s\">%s</text>\n".formatted(x, y, anchor, text);
    }

    private static int bottom(int place) {
        return (place + 1) * (HEIGHT + 40) - 14;
    }

    private static int x(int second) {
        return LEFT + second * WIDTH / SHOWN;
    }

    private static int y(int place, double share) {
        return bottom(place) - (int) Math.round(share * HEIGHT);
    }
}
