package dev.halftone.image.filter;

import dev.halftone.image.Arguments;
import dev.halftone.image.Canvas;
import dev.halftone.image.InvalidPipelineException;
import dev.halftone.image.Operation;
import dev.halftone.image.OperationType;
import dev.halftone.image.parameter.Parameter;
import java.util.List;
import java.util.OptionalInt;

/** Looks colours up in a table: Pillow's {@code Color3DLUT}. */
public record Color3DLut(Arguments arguments) implements Operation {

    private static final int MAX_SIZE = 65;
    private static final int MAX_NUMBERS = 4 * MAX_SIZE * MAX_SIZE * MAX_SIZE;

    private static final Parameter<List<Double>> SIZE =
            Parameter.wholeForEach("size", 3, 2, MAX_SIZE, "how many shades of red, green and blue the table has");
    private static final Parameter<List<Double>> TABLE = Parameter.numbers(
            "table",
            3 * 2 * 2 * 2,
            MAX_NUMBERS,
            -16,
            16,
            "the colours, each of `channels` numbers where 1 is full, in the order of the shades: red changes first, then green");
    private static final Parameter<Integer> CHANNELS = Parameter.whole(
                    "channels", 3, 4, "how many numbers a colour of the table has: 4 with opacity")
            .orElse(3);
    private static final Parameter<String> TARGET_MODE = Parameter.word(
                    "target_mode",
                    List.of("RGB", "RGBA"),
                    "what the image is then: RGBA has opacity, RGB none; as it was if absent. Must go with `channels`")
            .orNull();

    public static final OperationType TYPE = OperationType.of(
            "Color3DLUT",
            "Looks colours up in a table and takes what lies between its shades in between. As Pillow does. Grey images get colours.",
            Color3DLut::new,
            SIZE,
            TABLE,
            CHANNELS,
            TARGET_MODE);

    public Color3DLut {
        int channels = arguments.get(CHANNELS);
        long wanted =
                Math.round(arguments.get(SIZE).stream().reduce((double) channels, (product, size) -> product * size));
        int given = arguments.get(TABLE).size();
        if (given != wanted) {
            throw new InvalidPipelineException(
                    "Color3DLUT: 'table' has " + given + " numbers, but takes " + wanted
                            + " with these 'size' and 'channels'",
                    TABLE.name());
        }
        if (channels == 4 && arguments.find(TARGET_MODE).filter("RGB"::equals).isPresent()) {
            throw new InvalidPipelineException(
                    "Color3DLUT: 'target_mode' is RGB, but takes RGBA with 4 'channels'", TARGET_MODE.name());
        }
    }

    @Override
    public void apply(Canvas canvas) {
        int[] size = arguments.get(SIZE).stream().mapToInt(Double::intValue).toArray();
        OptionalInt wanted =
                arguments.find(TARGET_MODE).stream().mapToInt(String::length).findFirst();
        canvas.filter(ColourTable.of(size, arguments.get(CHANNELS), wanted, arguments.get(TABLE)));
    }
}
