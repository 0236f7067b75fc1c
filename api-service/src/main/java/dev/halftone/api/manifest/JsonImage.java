package dev.halftone.api.manifest;

import dev.halftone.api.manifest.CellRules.Fault;
import dev.halftone.api.manifest.ManifestLine.ImageBytes;
import dev.halftone.upload.Upload;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/** One image of a manifest of JSON, an object with a {@code name} and either a {@code url} or {@code data}, while it is read. */
final class JsonImage {

    static final ManifestLine.Header HEADER = new ManifestLine.Header(List.of("Name", Field.IMAGE_URLS.title()));

    private static final String FORM =
            "An image is an object such as {\"name\":…, \"url\":…} or {\"name\":…, \"data\":…}.";

    private final JsonParser parser;
    private final JsonBytes json;
    private final JsonRules rules;
    private final String pointer;
    private final String serialNumber;
    private final int line;
    private final List<Rejection> faults = new ArrayList<>();
    private @Nullable String name;
    private @Nullable String url;
    private @Nullable InlineImage data;
    private String dataMember = "/data";
    private boolean hasSource;

    /**
     * @param parser whose token is the object's first
     * @param pointer to the object
     * @param serialNumber what it is called if it has no name
     */
    JsonImage(JsonParser parser, JsonBytes json, JsonRules rules, String pointer, String serialNumber) {
        this.parser = parser;
        this.json = json;
        this.rules = rules;
        this.pointer = pointer;
        this.serialNumber = serialNumber;
        this.line = json.line();
    }

    /** An element that is no object. */
    static ManifestLine none(String pointer, int line) {
        return new ManifestLine.RejectedRow(
                line, List.of(Rejection.at(pointer, line, RejectionCode.WRONG_TYPE, "This is no image. " + FORM)));
    }

    /**
     * Pieces of its data, and last what it is.
     *
     * @param number what its row is numbered with, if it is valid
     */
    ManifestLine next(int number) {
        while (isAtData() || parser.nextToken() != JsonToken.END_OBJECT) {
            Optional<? extends ManifestLine> piece = isAtData() ? nextPiece() : readMember();
            if (piece.isPresent()) {
                return piece.get();
            }
        }
        return judged(number);
    }

    private boolean isAtData() {
        return data != null && !data.hasEnded();
    }

    JsonParser parser() {
        return parser;
    }

    /** Whether pieces of its data were given out, and the last one not. */
    boolean isOpen() {
        return data != null && data.isOpen();
    }

    private Optional<ManifestLine> nextPiece() {
        InlineImage image = data;
        if (image == null) {
            return Optional.empty();
        }
        boolean open = image.isOpen();
        Optional<ImageBytes> piece = image.next();
        image.fault().ifPresent(fault -> add(dataMember, fault));
        return piece.isEmpty() && open
                ? Optional.of(new ManifestLine.ImageDropped())
                : piece.map(ManifestLine.class::cast);
    }

    private Optional<ManifestLine> readMember() {
        String member = parser.currentName();
        parser.nextToken();
        switch (member) {
            case "name" -> name = text("/name").orElse(null);
            case "url" -> readUrl();
            case "data" -> readData("/data");
            default -> {
                add(
                        "/" + member.replace("~", "~0").replace("/", "~1"),
                        new Fault(
                                RejectionCode.UNKNOWN_FIELD,
                                "There is no field " + Quoted.text(member)
                                        + ". The fields of an image are name, url and data."));
                parser.skipChildren();
            }
        }
        return Optional.empty();
    }

    /** A data URL is one, too. */
    private void readUrl() {
        if (parser.currentToken() == JsonToken.VALUE_STRING && json.startsWith(InlineImage.SCHEME)) {
            readData("/url");
        } else {
            text("/url").ifPresent(text -> {
                addSource("/url");
                url = text;
                rules.text().check(text).or(() -> rules.urls().check(text)).ifPresent(fault -> add("/url", fault));
            });
        }
    }

    private void readData(String member) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            addSource(member);
            if (data == null) {
                dataMember = member;
                data = new InlineImage(json, rules.maxImageBytes());
            }
        } else {
            text(member);
        }
    }

    private void addSource(String member) {
        if (hasSource) {
            add(
                    member,
                    new Fault(
                            RejectionCode.AMBIGUOUS_SOURCE,
                            "The image has both a 'url' and 'data'. Leave one of them out."));
        }
        hasSource = true;
    }

    /** A text, if it is one: {@code null} is as good as nothing, and everything else a fault. */
    private Optional<String> text(String member) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return Optional.of(parser.getString());
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            hasSource = hasSource || !member.equals("/name");
            add(member, new Fault(RejectionCode.WRONG_TYPE, "This is no text. " + FORM));
            parser.skipChildren();
        }
        return Optional.empty();
    }

    private void add(String member, Fault fault) {
        faults.add(Rejection.at(pointer + member, json.line(), fault.code(), fault.message()));
    }

    private ManifestLine judged(int number) {
        String called = name == null ? "" : name.strip();
        rules.text().check(called).ifPresent(fault -> add("/name", fault));
        if (!hasSource) {
            add("", new Fault(RejectionCode.MISSING_VALUE, "The image has neither a 'url' nor 'data'. " + FORM));
        }
        return faults.isEmpty()
                ? valid(number, called)
                : new ManifestLine.RejectedRow(faults.getFirst().line(), List.copyOf(faults));
    }

    private ManifestLine valid(int number, String called) {
        String source = url == null ? uploaded(called).text() : url;
        return new ManifestLine.ValidRow(
                number, line, serialNumber, called, List.of(source), List.of(called, Upload.shown(source)));
    }

    private Upload uploaded(String called) {
        Upload upload = data == null ? Upload.next("") : data.upload();
        return new Upload(upload.id(), called.isEmpty() ? "image " + serialNumber : called);
    }
}
