package dev.halftone.analysis;

import java.util.List;
import java.util.Map;

/** How large the image is. */
final class Dimensions implements Analysis {

    private static final Map<String, Object> COUNT = Map.of("type", "integer", "minimum", 1);

    @Override
    public String name() {
        return "dimensions";
    }

    @Override
    public String description() {
        return "Width and height in pixels, as the image is meant to be seen, and how many frames it has.";
    }

    @Override
    public Map<String, Object> schema() {
        return Map.of(
                "type",
                "object",
                "properties",
                Map.of("width", COUNT, "height", COUNT, "frames", COUNT),
                "required",
                List.of("width", "height", "frames"),
                "additionalProperties",
                false);
    }

    @Override
    public Map<String, Integer> of(Picture picture) {
        return Map.of("width", picture.width(), "height", picture.height(), "frames", picture.frames());
    }
}
