package dev.halftone.api.submission;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** What can be sent along with a manifest, as a field of the form or a query parameter. */
enum Option {
    MODE("mode"),
    PIPELINE("pipeline"),
    FILTERS("filters"),
    RENDITIONS("renditions"),
    WEBHOOK_URL("webhookUrl"),
    WEBHOOK_SECRET("webhookSecret"),
    ANALYSES("analyses");

    private final String wireName;

    Option(String wireName) {
        this.wireName = wireName;
    }

    String wireName() {
        return wireName;
    }

    static Optional<Option> named(String wireName) {
        return Arrays.stream(values())
                .filter(option -> option.wireName.equals(wireName))
                .findFirst();
    }

    /** All names, for people. */
    static String names() {
        return Arrays.stream(values()).map(Option::wireName).collect(Collectors.joining(", "));
    }
}
