package dev.halftone.api.manifest;

import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectWriteContext;

/** A document with a list of images, and with what is to be done with them before or after it. Reading blocks. */
final class JsonLines implements ManifestLines {

    private static final Set<String> TEXTS = Set.of("mode", "webhookUrl", "webhookSecret");

    private static final Set<String> LISTS = Set.of("pipeline", "filters", "renditions", "analyses");

    private static final String IMAGES = "images";
    private static final String FIELDS =
            "images, and beside it filters, pipeline or renditions, analyses, mode, webhookUrl and webhookSecret";

    private final JsonRules rules;
    private final JsonBytes json;
    private final JsonParser parser;
    private @Nullable JsonImage image;
    private @Nullable ManifestLine pending;
    private boolean begun;
    private boolean inImages;
    private boolean hadImages;
    private boolean ended;
    private int rows;
    private int validRows;

    JsonLines(InputStream bytes, JsonRules rules) {
        this.rules = rules;
        this.json = new JsonBytes(bytes, false);
        this.parser = rules.parser(json);
    }

    @Override
    public @Nullable ManifestLine next() {
        ManifestLine line = pending;
        if (line != null) {
            pending = null;
            return line;
        }
        if (ended) {
            return null;
        }
        try {
            line = begun ? read() : begin();
        } catch (JacksonException | UncheckedIOException e) {
            line = broken(e);
        }
        ended = line == null || line instanceof ManifestLine.Unreadable || pending != null;
        return line;
    }

    private ManifestLine begin() {
        begun = true;
        JsonToken token = parser.nextToken();
        if (token == null) {
            return unreadable(
                    "", RejectionCode.EMPTY_MANIFEST, "The manifest is empty. Send an object with " + FIELDS + ".");
        }
        return token == JsonToken.START_OBJECT
                ? JsonImage.HEADER
                : unreadable("", RejectionCode.WRONG_TYPE, "This is no object with " + FIELDS + ".");
    }

    private @Nullable ManifestLine read() {
        if (image != null) {
            return imageLine(image);
        }
        JsonToken token = parser.nextToken();
        if (inImages && token == JsonToken.END_ARRAY) {
            inImages = false;
            token = parser.nextToken();
        }
        if (inImages) {
            return element(token);
        }
        return token == JsonToken.END_OBJECT ? end() : member(parser.currentName());
    }

    private ManifestLine element(JsonToken token) {
        String pointer = "/" + IMAGES + "/" + rows;
        if (++rows > rules.maxRows()) {
            return unreadable(
                    pointer,
                    RejectionCode.TOO_MANY_ROWS,
                    "The manifest has more than " + rules.maxRows() + " images. Split it into several.");
        }
        if (token == JsonToken.START_OBJECT) {
            JsonImage next = new JsonImage(parser, json, rules, pointer, Integer.toString(rows));
            image = next;
            return imageLine(next);
        }
        parser.skipChildren();
        return JsonImage.none(pointer, json.line());
    }

    private ManifestLine imageLine(JsonImage read) {
        ManifestLine line = read.next(validRows + 1);
        if (line instanceof ManifestLine.ValidRow) {
            validRows++;
        }
        if (line instanceof ManifestLine.ValidRow || line instanceof ManifestLine.RejectedRow) {
            image = null;
        }
        return line;
    }

    private @Nullable ManifestLine member(String name) {
        JsonToken value = parser.nextToken();
        if (name.equals(IMAGES)) {
            hadImages = true;
            inImages = value == JsonToken.START_ARRAY;
            return inImages ? read() : wrongType(name, "a list of images");
        }
        if (TEXTS.contains(name)) {
            return switch (value) {
                case VALUE_STRING -> new ManifestLine.Setting(name, parser.getString());
                case VALUE_NULL -> read();
                default -> wrongType(name, "a text");
            };
        }
        if (LISTS.contains(name)) {
            return switch (value) {
                case START_ARRAY -> new ManifestLine.Setting(name, copy());
                case VALUE_NULL -> read();
                default -> wrongType(name, "a list");
            };
        }
        return unreadable(
                "/" + name.replace("~", "~0").replace("/", "~1"),
                RejectionCode.UNKNOWN_FIELD,
                "There is no field " + Quoted.text(name) + ". The fields are " + FIELDS + ".");
    }

    private String copy() {
        LimitedWriter text = new LimitedWriter(rules.text().maxLength());
        try (JsonGenerator generator = rules.factory().createGenerator(ObjectWriteContext.empty(), text)) {
            generator.copyCurrentStructureExact(parser);
        }
        return text.toString();
    }

    private @Nullable ManifestLine end() {
        if (parser.nextToken() != null) {
            return unreadable(
                    "", RejectionCode.MALFORMED_JSON, "Something follows the end of the document. Remove it.");
        }
        if (!hadImages) {
            return unreadable(
                    "/" + IMAGES, RejectionCode.MISSING_VALUE, "There is no field 'images'. Send " + FIELDS + ".");
        }
        return rows > 0
                ? null
                : unreadable("/" + IMAGES, RejectionCode.EMPTY_MANIFEST, "There is no image. Send at least one.");
    }

    /** An image that is cut off is dropped first. */
    private ManifestLine broken(RuntimeException failure) {
        ManifestLine end = ManifestLine.Unreadable.because(JsonFault.of(failure, parser, "", json.line()));
        if (image == null || !image.isOpen()) {
            return end;
        }
        pending = end;
        return new ManifestLine.ImageDropped();
    }

    private ManifestLine wrongType(String name, String expected) {
        return unreadable("/" + name, RejectionCode.WRONG_TYPE, "'" + name + "' is " + expected + ".");
    }

    private ManifestLine unreadable(String pointer, RejectionCode code, String message) {
        return ManifestLine.Unreadable.because(Rejection.at(pointer, json.line(), code, message));
    }
}
