package dev.halftone.wire;

import dev.halftone.image.InvalidPipelineException;
import dev.halftone.job.JobId;
import dev.halftone.row.Row;
import dev.halftone.row.Source;
import java.util.List;
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
                RenditionJson.forms(message.renditions())));
    }

    /** @throws UnreadableMessageException if this version cannot read the bytes */
    public static RowMessage read(byte[] bytes) throws UnreadableMessageException {
        try {
            Form form = MAPPER.readValue(bytes, Form.class);
            if (form.version() != VERSION) {
                throw new UnreadableMessageException("version " + form.version() + " is not known here");
            }
            return new RowMessage(
                    new Row(form.jobId(), form.row(), form.serialNumber(), form.productName(), form.sources()),
                    RenditionJson.renditions(form.renditions()));
        } catch (JacksonException | InvalidPipelineException | NullPointerException e) {
            throw new UnreadableMessageException("no row message: " + e.getMessage());
        } catch (IllegalArgumentException e) {
            throw new UnreadableMessageException("no valid row: " + e.getMessage());
        }
    }

    private record Form(
            int version,
            JobId jobId,
            int row,
            String serialNumber,
            String productName,
            List<Source> sources,
            List<RenditionJson.Form> renditions) {}
}
