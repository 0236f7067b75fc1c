package dev.halftone.api.manifest;

import java.io.EOFException;
import java.io.UncheckedIOException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.exc.JacksonIOException;

/** What made JSON unreadable, for clients. */
final class JsonFault {

    private static final String CUT_OFF = "The JSON ends before it is complete. Send all of it.";

    private JsonFault() {}

    /**
     * @param failure of the parser or of {@link StringContent}; what failed the bytes is thrown on
     * @param pointer where the document is that the parser reads
     */
    static Rejection of(RuntimeException failure, JsonParser parser, String pointer, int line) {
        return switch (failure) {
            case JacksonIOException _ -> rejection(parser, pointer, line, CUT_OFF);
            case JacksonException malformed ->
                rejection(parser, pointer, line, "The JSON is malformed: " + sentence(malformed.getOriginalMessage()));
            case UncheckedIOException cutOff
            when cutOff.getCause() instanceof EOFException -> rejection(parser, pointer, line, CUT_OFF);
            default -> throw failure;
        };
    }

    private static Rejection rejection(JsonParser parser, String pointer, int line, String message) {
        return Rejection.at(
                pointer + parser.streamReadContext().pathAsPointer(), line, RejectionCode.MALFORMED_JSON, message);
    }

    private static String sentence(String message) {
        String first = message.lines().findFirst().orElse("it cannot be read").strip();
        return first.endsWith(".") ? first : first + ".";
    }
}
