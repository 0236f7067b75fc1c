package dev.halftone.image;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Values of every type, for parameters to take or to refuse. */
final class Values {

    static final List<@Nullable Object> AROUND_ALL_BOUNDS = all();

    private Values() {}

    private static List<@Nullable Object> all() {
        List<Number> numbers = Stream.concat(
                        Stream.of(
                                -1e7, -1e6, -361, -360, -17, -16, -1, -0.5, 0, 0.049, 0.05, 0.5, 1, 1.5, 2, 2.5, 3, 4,
                                5, 6),
                        Stream.of(
                                10, 11, 16, 31, 32, 33, 65, 66, 100, 101, 255, 256, 360, 960, 961, 2048, 2049, 1e4,
                                16_384))
                .map(Number.class::cast)
                .toList();
        List<@Nullable Object> values = new ArrayList<>(numbers);
        values.addAll(List.of(10_001, 16_385, 65_535, 65_536, 1e6, 1e7, true, "3", "", List.of(), Map.of()));
        values.addAll(List.of("inside", "centre", "vertical", "none", "luma", "RGB", "webp", "tiff", "Inside"));
        values.addAll(List.of("0a".repeat(32), "0A".repeat(32), "0a".repeat(31)));
        values.addAll(List.of("#ffffff", "#FFFFFF80", "#fffff", "ffffff", "#ggffff"));
        for (Number number : numbers) {
            for (int count : new int[] {1, 2, 3, 4, 9, 24, 25, 26}) {
                values.add(Collections.nCopies(count, number));
            }
        }
        values.add(Arrays.asList(1, null));
        values.add(Arrays.asList(3, "3", 3));
        return values;
    }
}
