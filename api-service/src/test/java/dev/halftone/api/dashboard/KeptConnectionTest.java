package dev.halftone.api.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.api.servers.RunningApi;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Browsers keep connections and send the next request at once: a server that stops reading one leaves a page half loaded. */
class KeptConnectionTest {

    private static final int TIMEOUT_MS = 5_000;
    private static final String ANSWERED_LATER = "/v1/jobs?limit=1";
    private static final String ANSWERED_AT_ONCE = "/dashboard/mark.svg";

    @Test
    void aConnectionIsReadAgainAfterARequestThatHadToWaitForAnother() throws IOException {
        URI api = URI.create(RunningApi.shared().url());
        try (Socket connection = new Socket(api.getHost(), api.getPort())) {
            connection.setSoTimeout(TIMEOUT_MS);
            send(connection, get(ANSWERED_LATER) + get(ANSWERED_AT_ONCE));
            awaitEnd(connection.getInputStream(), "</svg>");
            send(connection, get("/dashboard/none.js"));

            assertThat(firstLine(connection.getInputStream())).isEqualTo("HTTP/1.1 404 Not Found");
        }
    }

    private static String get(String path) {
        return "GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n";
    }

    private static void send(Socket connection, String requests) throws IOException {
        connection.getOutputStream().write(requests.getBytes(StandardCharsets.US_ASCII));
    }

    private static void awaitEnd(InputStream answers, String end) throws IOException {
        StringBuilder read = new StringBuilder();
        while (!read.toString().stripTrailing().endsWith(end)) {
            read.append((char) answers.read());
        }
    }

    private static String firstLine(InputStream answers) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int read = answers.read(); read != '\r'; read = answers.read()) {
            line.append(read == '\n' ? "" : (char) read);
        }
        return line.toString();
    }
}
