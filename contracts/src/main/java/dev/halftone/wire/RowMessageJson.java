package dev.halftone.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.halftone.analysis.Analyses;
import dev.halftone.image.InvalidPipelineException;
import dev.halftone.job.JobId;
import dev.halftone.row.Row;
import dev.halftone.row.Source;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Row messages as bytes: JSON in UTF-8 with a version. Fields that a reader does not know are ignored. */
public final class RowMessageJson {

    private static final int VERSION = 1;
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private RowMessageJson() {}

    public static byte[] write(RowMessage message) {
        Row row = message.row();
        return MAPPER.writeValueAsBytes(new Form(
                VERSION,
                row.job(),
                row.number(),
                row.serialNumber(),
                row.productName(),
                row.sources(),
                RenditionJson.forms(message.renditions()),
                Analyses.names(message.analyses())));
    }

    /**
     * @throws UnknownVersionException if the message is of another version, whatever else it says
     * @throws UnreadableMessageException if the bytes are no row message
     */
    public static RowMessage read(byte[] bytes) throws UnreadableMessageException {
        try {
            checkVersion(bytes);
            Form form = MAPPER.readValue(bytes, Form.class);
            return new RowMessage(
                    new Row(form.jobId(), form.row(), form.serialNumber(), form.productName(), form.sources()),
                    RenditionJson.accepted(form.renditions()),
                    form.analyses() == null ? List.of() : Analyses.named(form.analyses()),
                    null);
        } catch (JacksonException | InvalidPipelineException | NullPointerException e) {
            throw new UnreadableMessageException("no row message: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new UnreadableMessageException("no valid row: " + e.getMessage());
        }
    }

    /** Before all else: another version may mean other things by the same names. */
    private static void checkVersion(byte[] bytes) throws UnreadableMessageException {
        Integer version = MAPPER.readValue(bytes, Versioned.class).version();
        if (version == null) {
            throw new UnreadableMessageException("no row message: it names no version");
        }
        if (version != VERSION) {
            throw new UnknownVersionException(version);
        }
    }

    private record Versioned(@Nullable Integer version) {}

    private record Form(
            int version,
            JobId jobId,
            int row,
            String serialNumber,
            String productName,
            List<Source> sources,
            List<RenditionJson.Form> renditions,

            @JsonInclude(JsonInclude.Include.NON_EMPTY) @Nullable
            List<String> analyses) {}
}
