package dev.halftone.analysis;

import java.util.Map;

/**
 * Wolt's BlurHash (<a href="https://github.com/woltapp/blurhash/blob/master/Algorithm.md">Algorithm.md</a>), with 4 x 3 components: a
 * cosine transform of the linear light, of which the lowest frequencies are kept, written in digits of base 83.
 */
final class BlurHash implements Analysis {

    private static final int ACROSS = 4;
    private static final int DOWN = 3;
    private static final int CHANNELS = 3;
    private static final String DIGITS =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz#$%*+,-.:;=?@[]^_{|}~";
    private static final double[] LINEAR = linear();

    @Override
    public String name() {
        return "blurhash";
    }

    @Override
    public String description() {
        return "A BlurHash of 4 x 3 components: 28 characters of which a page paints a blurred picture until the image is"
                + " there. What is transparent is white.";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "pattern", "^[0-9A-Za-z#$%*+,.:;=?@\\[\\]^_{|}~-]{28}$");
    }

    @Override
    public String of(Picture picture) {
        Pixels pixels = picture.pixels().onWhite();
        double[][] factors = new double[ACROSS * DOWN][];
        for (int down = 0; down < DOWN; down++) {
            for (int across = 0; across < ACROSS; across++) {
                factors[down * ACROSS + across] = factor(pixels, across, down);
            }
        }
        return text(factors);
    }

    /** How much of one wave there is in red, green and blue. */
    private static double[] factor(Pixels pixels, int across, int down) {
        double[] horizontal = wave(across, pixels.width());
        double[] vertical = wave(down, pixels.height());
        double[] sums = new double[CHANNELS];
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                double basis = horizontal[x] * vertical[y];
                sums[0] += basis * LINEAR[pixels.red(x, y)];
                sums[1] += basis * LINEAR[pixels.green(x, y)];
                sums[2] += basis * LINEAR[pixels.blue(x, y)];
            }
        }
        double scale = (across == 0 && down == 0 ? 1.0 : 2.0) / (pixels.width() * pixels.height());
        for (int channel = 0; channel < CHANNELS; channel++) {
            sums[channel] *= scale;
        }
        return sums;
    }

    private static double[] wave(int component, int length) {
        double[] wave = new double[length];
        for (int place = 0; place < length; place++) {
            wave[place] = StrictMath.cos(Math.PI * component * place / length);
        }
        return wave;
    }

    private static String text(double[][] factors) {
        double most = 0;
        for (int index = 1; index < factors.length; index++) {
            for (double factor : factors[index]) {
                most = Math.max(most, Math.abs(factor));
            }
        }
        int written = Math.clamp((long) Math.floor(most * 166 - 0.5), 0, 82);
        StringBuilder text = new StringBuilder();
        write(ACROSS - 1 + (DOWN - 1) * 9, 1, text);
        write(written, 1, text);
        write(average(factors[0]), 4, text);
        for (int index = 1; index < factors.length; index++) {
            write(wave(factors[index], (written + 1) / 166.0), 2, text);
        }
        return text.toString();
    }

    private static int average(double[] factor) {
        return srgb(factor[0]) << 16 | srgb(factor[1]) << 8 | srgb(factor[2]);
    }

    private static int wave(double[] factor, double most) {
        return (steps(factor[0], most) * 19 + steps(factor[1], most)) * 19 + steps(factor[2], most);
    }

    private static int steps(double factor, double most) {
        double share = factor / most;
        double root = Math.copySign(Math.sqrt(Math.abs(share)), share);
        return Math.clamp((long) Math.floor(root * 9 + 9.5), 0, 18);
    }

    private static void write(int value, int digits, StringBuilder text) {
        if (digits > 1) {
            write(value / DIGITS.length(), digits - 1, text);
        }
        text.append(DIGITS.charAt(value % DIGITS.length()));
    }

    private static int srgb(double light) {
        double bounded = Math.clamp(light, 0, 1);
        double shade = bounded <= 0.0031308 ? bounded * 12.92 : 1.055 * StrictMath.pow(bounded, 1 / 2.4) - 0.055;
        return (int) (shade * 255 + 0.5);
    }

    private static double[] linear() {
        double[] linear = new double[256];
        for (int sample = 0; sample < linear.length; sample++) {
            double shade = sample / 255.0;
            linear[sample] = shade <= 0.04045 ? shade / 12.92 : StrictMath.pow((shade + 0.055) / 1.055, 2.4);
        }
        return linear;
    }
}
