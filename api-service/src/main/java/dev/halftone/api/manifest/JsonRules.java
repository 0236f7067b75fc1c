package dev.halftone.api.manifest;

import dev.halftone.egress.EgressPolicy;
import java.io.ByteArrayInputStream;
import java.io.DataInput;
import java.io.DataInputStream;
import java.io.InputStream;
import tools.jackson.core.JsonParser;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.core.json.JsonFactory;

/**
 * What a manifest of JSON must be.
 *
 * @param maxRows images
 * @param maxImageBytes of one of them
 */
record JsonRules(JsonFactory factory, CellRules text, UrlRules urls, int maxRows, long maxImageBytes) {

    private static final int FIRST_OF_MARK = 0xef;
    private static final byte[] NOTHING = {' '};
    private static final byte[] NO_JSON = {'?'};

    private static final int DEEPEST = 16;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_NUMBER = 100;

    static JsonRules of(ManifestSettings settings, FetchSettings fetching, EgressPolicy egress) {
        StreamReadConstraints limits = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxNameLength(LONGEST_NAME)
                .maxNumberLength(LONGEST_NUMBER)
                .maxStringLength(settings.maxCellLength())
                .build();
        JsonFactory factory = JsonFactory.builder()
                .streamReadConstraints(limits)
                .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                .build();
        return new JsonRules(
                factory,
                new CellRules("value", settings.maxCellLength()),
                new UrlRules(egress),
                settings.maxRows(),
                fetching.maxBytes().toBytes());
    }

    /** One that takes no byte before it needs it: what it has not read of a string can be read in its stead. */
    JsonParser parser(JsonBytes json) {
        DataInput input = new DataInputStream(beginning(json));
        return factory.createParser(ObjectReadContext.empty(), input);
    }

    /** A parser looks for a byte order mark before it can tell anybody that there is nothing, or half a mark. */
    private static InputStream beginning(JsonBytes json) {
        json.skipByteOrderMark();
        return switch (json.peek()) {
            case -1 -> new ByteArrayInputStream(NOTHING);
            case FIRST_OF_MARK -> new ByteArrayInputStream(NO_JSON);
            default -> json;
        };
    }
}
