package dev.halftone.analysis;

import java.util.Map;

/**
 * The colour of which there is most. Each pixel falls, with its opacity as its weight, into one of 16 x 16 x 16 equal cells of the
 * sRGB cube; of all blocks of 3 x 3 x 3 cells the heaviest is taken, of several the one with the heaviest cell in its middle, then the
 * darkest in red, green and blue; and its pixels' weighted mean is the colour. Of what cannot be seen at all, it is white.
 */
final class DominantColour implements Analysis {

    private static final int SIDE = 16;
    private static final int SHADES = 256 / SIDE;

    @Override
    public String name() {
        return "dominant-colour";
    }

    @Override
    public String description() {
        return "The colour that most of the image has or nearly has, as #rrggbb; what is transparent does not count.";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of("type", "string", "pattern", "^#[0-9a-f]{6}$");
    }

    @Override
    public String of(Picture picture) {
        Sums[] cells = cells(picture.pixels());
        Sums most = new Sums();
        long middle = 0;
        for (int cell = 0; cell < cells.length; cell++) {
            Sums block = block(cells, cell);
            if (block.weight > most.weight || (block.weight == most.weight && cells[cell].weight > middle)) {
                most = block;
                middle = cells[cell].weight;
            }
        }
        return most.weight == 0 ? "#ffffff" : most.mean();
    }

    private static Sums[] cells(Pixels pixels) {
        Sums[] cells = new Sums[SIDE * SIDE * SIDE];
        for (int cell = 0; cell < cells.length; cell++) {
            cells[cell] = new Sums();
        }
        for (int y = 0; y < pixels.height(); y++) {
            for (int x = 0; x < pixels.width(); x++) {
                int red = pixels.red(x, y);
                int green = pixels.green(x, y);
                int blue = pixels.blue(x, y);
                cells[cell(red / SHADES, green / SHADES, blue / SHADES)].add(red, green, blue, pixels.opacity(x, y));
            }
        }
        return cells;
    }

    private static int cell(int red, int green, int blue) {
        return (red * SIDE + green) * SIDE + blue;
    }

    /** The cell and those around it, as far as the cube has them. */
    private static Sums block(Sums[] cells, int cell) {
        Sums block = new Sums();
        int red = cell / (SIDE * SIDE);
        int green = cell / SIDE % SIDE;
        int blue = cell % SIDE;
        for (int r = Math.max(0, red - 1); r <= Math.min(SIDE - 1, red + 1); r++) {
            for (int g = Math.max(0, green - 1); g <= Math.min(SIDE - 1, green + 1); g++) {
                for (int b = Math.max(0, blue - 1); b <= Math.min(SIDE - 1, blue + 1); b++) {
                    block.add(cells[cell(r, g, b)]);
                }
            }
        }
        return block;
    }

    /** Of some pixels. */
    private static final class Sums {

        private long weight;
        private long red;
        private long green;
        private long blue;

        void add(int redSample, int greenSample, int blueSample, int opacity) {
            weight += opacity;
            red += (long) redSample * opacity;
            green += (long) greenSample * opacity;
            blue += (long) blueSample * opacity;
        }

        void add(Sums other) {
            weight += other.weight;
            red += other.red;
            green += other.green;
            blue += other.blue;
        }

        String mean() {
            return "#%02x%02x%02x".formatted(rounded(red), rounded(green), rounded(blue));
        }

        private long rounded(long sum) {
            return (sum + weight / 2) / weight;
        }
    }
}
