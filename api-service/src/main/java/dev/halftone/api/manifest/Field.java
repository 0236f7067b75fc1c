package dev.halftone.api.manifest;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** The columns that a manifest must have, and the names they go by, compared without case, spaces, dots and underscores. */
enum Field {
    SERIAL_NUMBER("S. No.", "s(r|erial)?(no|number)"),
    PRODUCT_NAME("Product Name", "productname"),
    IMAGE_URLS("Input Image Urls", "(input)?imageurls?|imagesrc");

    private final String title;
    private final Pattern names;

    Field(String title, String names) {
        this.title = title;
        this.names = Pattern.compile(names);
    }

    /** Its name in messages, and the one to be preferred. */
    String title() {
        return title;
    }

    /** The field that a column of this name holds, if it is one of ours. */
    static Optional<Field> of(String column) {
        String name = column.replaceAll("[\\s._\\u00a0]", "").toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(field -> field.names.matcher(name).matches())
                .findFirst();
    }
}
