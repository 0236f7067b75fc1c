package dev.halftone.image.filter;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.Filter;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import dev.halftone.image.Raster;
import dev.halftone.image.parameter.Parameter;
import java.util.List;

/** Takes the colours away. */
public record Grayscale(Arguments arguments) implements Operation {

    private static final Parameter<String> METHOD = Parameter.word(
                    "method",
                    List.of("luma", "mean"),
                    "how bright a colour is: as bright as it looks (ITU-R 601), or the mean of red, green and blue, rounded down")
            .orElse("luma");

    public static final OperationType TYPE =
            OperationType.of("grayscale", "Takes the colours away.", Grayscale::new, METHOD);

    @Override
    public void apply(Canvas canvas) {
        canvas.filter(new Greys(arguments.get(METHOD).equals("mean")));
    }

    private record Greys(boolean mean) implements Filter {

        @Override
        public int channels(int given) {
            return given < 3 ? given : given - 2;
        }

        @Override
        public void apply(Raster source, Raster target) {
            byte[] colours = source.newLine();
            byte[] greys = target.newLine();
            int step = source.channels();
            boolean hasColours = step > target.channels();
            for (int row = 0; row < source.height(); row++) {
                source.read(row, colours);
                if (hasColours) {
                    strip(colours, step, greys, target.channels());
                }
                target.write(row, hasColours ? greys : colours);
            }
        }

        private void strip(byte[] colours, int from, byte[] greys, int to) {
            for (int pixel = 0; pixel < greys.length / to; pixel++) {
                int place = pixel * from;
                greys[pixel * to] =
                        (byte) grey(colours[place] & 0xff, colours[place + 1] & 0xff, colours[place + 2] & 0xff);
                if (to == 2) {
                    greys[pixel * to + 1] = colours[place + 3];
                }
            }
        }

        private int grey(int red, int green, int blue) {
            // the weights of ITU-R 601, 0.299, 0.587 and 0.114, in 16 bits of fraction
            return mean ? (red + green + blue) / 3 : (red * 19_595 + green * 38_470 + blue * 7_471 + 0x8000) >> 16;
        }
    }
}
