package dev.halftone.api.manifest;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** Images, an object in each line. A line that cannot be read is a rejected row, and the next is read all the same. Reading blocks. */
final class NdjsonLines implements ManifestLines {

    private final JsonRules rules;
    private final JsonBytes json;
    private @Nullable JsonImage image;
    private @Nullable ManifestLine pending;
    private boolean begun;
    private boolean ended;
    private boolean hasLine = true;
    private int rows;
    private int validRows;

    NdjsonLines(InputStream bytes, JsonRules rules) {
        this.rules = rules;
        this.json = new JsonBytes(bytes, true);
    }

    @Override
    public @Nullable ManifestLine next() {
        ManifestLine line = pending;
        if (line != null) {
            pending = null;
            return line;
        }
        if (!begun) {
            begun = true;
            return JsonImage.HEADER;
        }
        while (line == null && !ended) {
            line = image == null ? begin() : next(image);
        }
        return line;
    }

    /** The first of the next line; none if it is blank or there is none. */
    private @Nullable ManifestLine begin() {
        if (!hasLine) {
            ended = true;
            return rows > 0
                    ? null
                    : unreadable(RejectionCode.EMPTY_MANIFEST, "There is no image. Send one in each line.");
        }
        JsonParser parser = rules.parser(json);
        try {
            JsonToken token = parser.nextToken();
            if (token == null) {
                leaveLine();
                return null;
            }
            return begin(parser, token);
        } catch (JacksonException e) {
            return nextLine(rejected(e, parser));
        }
    }

    private @Nullable ManifestLine begin(JsonParser parser, JsonToken token) {
        if (rows == rules.maxRows()) {
            ended = true;
            return unreadable(
                    RejectionCode.TOO_MANY_ROWS,
                    "The manifest has more than " + rules.maxRows() + " images. Split it into several.");
        }
        rows++;
        if (token == JsonToken.START_OBJECT) {
            image = new JsonImage(parser, json, rules, "", Integer.toString(json.line()));
            return null;
        }
        return nextLine(JsonImage.none("", json.line()));
    }

    private @Nullable ManifestLine next(JsonImage read) {
        try {
            ManifestLine line = read.next(validRows + 1);
            return switch (line) {
                case ManifestLine.ValidRow row -> end(row, read.parser());
                case ManifestLine.RejectedRow _ -> nextLine(line);
                default -> line;
            };
        } catch (JacksonException | UncheckedIOException e) {
            return broken(read, e);
        }
    }

    private ManifestLine end(ManifestLine.ValidRow row, JsonParser parser) {
        if (parser.nextToken() != null) {
            return nextLine(new ManifestLine.RejectedRow(
                    json.line(),
                    List.of(Rejection.at(
                            "",
                            json.line(),
                            RejectionCode.MALFORMED_JSON,
                            "Something follows the object. Send one object in each line."))));
        }
        validRows++;
        return nextLine(row);
    }

    /** An image that is cut off is dropped first. */
    private ManifestLine broken(JsonImage read, RuntimeException failure) {
        boolean open = read.isOpen();
        ManifestLine rejected = nextLine(rejected(failure, read.parser()));
        if (!open) {
            return rejected;
        }
        pending = rejected;
        return new ManifestLine.ImageDropped();
    }

    private ManifestLine rejected(RuntimeException failure, JsonParser parser) {
        return new ManifestLine.RejectedRow(json.line(), List.of(JsonFault.of(failure, parser, "", json.line())));
    }

    private ManifestLine nextLine(ManifestLine line) {
        leaveLine();
        return line;
    }

    private void leaveLine() {
        image = null;
        hasLine = json.nextLine();
    }

    private ManifestLine unreadable(RejectionCode code, String message) {
        return ManifestLine.Unreadable.because(Rejection.at("", json.line(), code, message));
    }
}
