package dev.halftone.api.job;

import dev.halftone.job.JobId;
import java.util.List;

/** Rows in the text format of PostgreSQL's COPY. */
final class CopyText {

    private final StringBuilder text = new StringBuilder();

    private CopyText() {}

    /** One line for {@code COPY halftone.rows (job_id, number, line, serial_number, product_name, sources, cells)}. */
    static String line(JobId job, AcceptedRow row) {
        return new CopyText()
                .field(job.toString())
                .field(Integer.toString(row.number()))
                .field(Integer.toString(row.line()))
                .field(row.serialNumber())
                .field(row.productName())
                .field(array(row.sources()))
                .field(array(row.cells()))
                .end();
    }

    private CopyText field(String value) {
        if (!text.isEmpty()) {
            text.append('\t');
        }
        for (int index = 0; index < value.length(); index++) {
            char character = value.charAt(index);
            switch (character) {
                case '\\' -> text.append("\\\\");
                case '\t' -> text.append("\\t");
                case '\n' -> text.append("\\n");
                case '\r' -> text.append("\\r");
                default -> text.append(character);
            }
        }
        return this;
    }

    /** An array literal: every element quoted, so that none is taken for NULL or for a delimiter. */
    private static String array(List<String> elements) {
        StringBuilder array = new StringBuilder("{");
        for (String element : elements) {
            array.append(array.length() == 1 ? "\"" : ",\"")
                    .append(element.replace("\\", "\\\\").replace("\"", "\\\""))
                    .append('"');
        }
        return array.append('}').toString();
    }

    private String end() {
        return text.append('\n').toString();
    }
}
