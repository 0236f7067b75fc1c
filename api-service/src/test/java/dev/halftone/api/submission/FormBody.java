package dev.halftone.api.submission;

/** A body of {@code multipart/form-data}, written by hand so that its parts come in the order of the calls. */
final class FormBody {

    private static final String BOUNDARY = "boundary-of-the-test";

    private final StringBuilder text = new StringBuilder();

    FormBody field(String name, String value) {
        return part("form-data; name=\"" + name + "\"", "", value);
    }

    FormBody file(String name, String csv) {
        return part("form-data; name=\"" + name + "\"; filename=\"manifest.csv\"", "Content-Type: text/csv\r\n", csv);
    }

    FormBody nameless(String value) {
        return part("form-data", "", value);
    }

    private FormBody part(String disposition, String headers, String body) {
        text.append("--" + BOUNDARY + "\r\nContent-Disposition: ")
                .append(disposition)
                .append("\r\n")
                .append(headers)
                .append("\r\n")
                .append(body)
                .append("\r\n");
        return this;
    }

    String contentType() {
        return "multipart/form-data; boundary=" + BOUNDARY;
    }

    String end() {
        return text + "--" + BOUNDARY + "--\r\n";
    }
}
