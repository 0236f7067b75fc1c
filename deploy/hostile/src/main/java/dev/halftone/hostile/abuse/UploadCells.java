package dev.halftone.hostile.abuse;

import dev.halftone.hostile.cell.Cell;
import dev.halftone.hostile.cell.Stage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;

/** Bodies that are too large, too deep, packed, or not what they say. */
final class UploadCells {

    private static final int HANDS = 2;
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final int MEBIBYTE = 1 << 20;
    private static final int GIBIBYTE = 1 << 30;
    private static final int MOST_OF_A_BODY = 300;
    private static final int PARTS = 10_000;
    private static final int DEEP = 15_000;
    private static final String DISPOSITION = "Content-Disposition: form-data; name=";
    private static final String FORM = "Content-Type: multipart/form-data; boundary=b\r\n";

    private UploadCells() {}

    static List<Cell> all() {
        return List.of(
                Trial.cell(
                        "abuse-large-bodies",
                        "bodies that announce too much, or never end, are refused without being read on",
                        Attack.refused(1, Duration.ofSeconds(2), UploadCells::large)),
                new Cell(
                        "abuse-gzip-bombs",
                        "a gigabyte in a megabyte, and members of nothing without end, are refused",
                        UploadCells::bombs),
                Trial.cell(
                        "abuse-forms",
                        "forms of ten thousand parts, huge headers and fields, and of no form are refused",
                        Attack.refused(HANDS, PAUSE, oneOf(UploadCells::forms))),
                Trial.cell(
                        "abuse-json",
                        "JSON that is nested thousands deep, or null where something is needed, is refused",
                        Attack.refused(HANDS, PAUSE, oneOf(UploadCells::json))),
                Trial.cell(
                        "abuse-types",
                        "bodies of other types, encodings and charsets are refused",
                        Attack.refused(HANDS, PAUSE, UploadCells::type)));
    }

    private static void large(Door door, int number) throws IOException {
        if (number % 2 == 0) {
            door.say(door.head("POST /v1/jobs") + "Content-Type: text/csv\r\nContent-Length: 1000000000000\r\n\r\n");
            return;
        }
        byte[] chunk = ("100000\r\n" + "x".repeat(MEBIBYTE) + "\r\n").getBytes(StandardCharsets.US_ASCII);
        door.say("a body without end", wire -> {
            wire.send(door.head("POST /v1/jobs") + "Content-Type: text/csv\r\nTransfer-Encoding: chunked\r\n\r\n");
            for (int sent = 0; sent < MOST_OF_A_BODY && wire.send(chunk); sent++) {
                // on
            }
        });
    }

    private static void bombs(Stage stage) throws Exception {
        byte[] bomb = gzip(new byte[MEBIBYTE], GIBIBYTE / MEBIBYTE);
        byte[] nothings = nothings();
        Attack attack = Attack.refused(
                1,
                Duration.ofSeconds(2),
                (door, number) -> door.say("a gzip bomb", wire -> {
                    byte[] body = number % 2 == 0 ? bomb : nothings;
                    wire.send(door.head("POST /v1/jobs") + "Content-Encoding: gzip\r\n"
                            + (number % 4 < 2 ? "Content-Type: text/csv\r\n" : FORM) + "Content-Length: " + body.length
                            + "\r\n\r\n");
                    wire.send(body);
                }));
        new Trial(stage).play(attack, answers -> answers.counts().containsKey("413"));
    }

    /** Of those, in turn; they are large, so they are made when there is need. */
    private static Attack.Go oneOf(Supplier<List<String>> bodies) {
        List<String> made = new CopyOnWriteArrayList<>();
        return (door, number) -> {
            synchronized (made) {
                if (made.isEmpty()) {
                    made.addAll(bodies.get());
                }
            }
            say(made.get(number % made.size()), door);
        };
    }

    private static void say(String body, Door door) throws IOException {
        door.say(door.head("POST /v1/jobs") + FORM + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    private static String part(String headers, String value) {
        return "--b\r\n" + headers + "\r\n\r\n" + value + "\r\n";
    }

    private static List<String> forms() {
        String field = part(DISPOSITION + "\"mode\"", "");
        return List.of(
                field.repeat(PARTS) + "--b--\r\n",
                part("X: y\r\n".repeat(PARTS) + DISPOSITION + "\"mode\"", "strict") + "--b--\r\n",
                part("X: " + "y".repeat(MEBIBYTE), "") + "--b--\r\n",
                part(DISPOSITION + "\"pipeline\"", " ".repeat(MEBIBYTE)) + "--b--\r\n",
                part(DISPOSITION + "\"" + "f".repeat(PARTS) + "\"; filename=\"x\"", "a") + "--b--\r\n",
                part(DISPOSITION + "\"file\"; filename=\"../../../etc/passwd\"", "a,b\n1,2\n") + "--b--\r\n",
                part(DISPOSITION, "x") + "--b--\r\n",
                "--b\r\n",
                "--b--\r\n",
                "-".repeat(MEBIBYTE),
                part("", "x") + part("no header", "y"),
                field);
    }

    private static List<String> json() {
        return List.of(
                        "[".repeat(DEEP),
                        "[".repeat(DEEP) + "]".repeat(DEEP),
                        "{\"a\":".repeat(DEEP / 3),
                        "[{\"operation\":" + "[".repeat(DEEP) + "]".repeat(DEEP) + "}]",
                        "[null]",
                        "null",
                        "[{\"operation\":null}]",
                        "[{\"name\":\"a\"}]",
                        "[{\"operation\":\"compress\",\"ratio\":1e999999999}]",
                        "[{\"operation\":\"compress\",\"ratio\":" + "9".repeat(DEEP) + "}]",
                        "[{\"operation\":\"" + "x".repeat(DEEP) + "\"}]",
                        "\"" + "\\u0000".repeat(1000) + "\"")
                .stream()
                .flatMap(json ->
                        Stream.of("pipeline", "renditions").map(field -> part(DISPOSITION + "\"" + field + "\"", json)))
                .map(field -> field + part(DISPOSITION + "\"file\"; filename=\"a\"", "a,b\n1,2\n") + "--b--\r\n")
                .toList();
    }

    private static void type(Door door, int number) throws IOException {
        List<String> headers = List.of(
                "Content-Type: application/xml",
                "Content-Type: application/x-www-form-urlencoded",
                "Content-Type: application/json",
                "Content-Type: multipart/mixed; boundary=b",
                "Content-Type: multipart/form-data",
                "Content-Type: multipart/form-data; boundary=" + "b".repeat(5000),
                "Content-Type: multipart/form-data; boundary=\"\"",
                "Content-Type: text/csv; charset=utf-7",
                "Content-Type: text/csv; charset=../../x",
                "Content-Type: " + "a".repeat(2000) + "/b",
                "Content-Type: /",
                "Content-Type: text/csv, application/json",
                "Content-Type: text/csv\r\nContent-Type: application/json",
                "Content-Type: text/csv\r\nContent-Encoding: br",
                "Content-Type: text/csv\r\nContent-Encoding: gzip, gzip, gzip",
                "Content-Type: text/csv\r\nContent-Encoding: gzip",
                "Content-Type: text/csv\r\nContent-Encoding: " + "identity, ".repeat(500) + "deflate",
                "X: no type at all");
        door.say(door.head("POST /v1/jobs") + headers.get(number % headers.size())
                + "\r\nContent-Length: 7\r\n\r\na,b\n1,2");
    }

    private static byte[] gzip(byte[] piece, int times) {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(packed)) {
            for (int count = 0; count < times; count++) {
                out.write(piece);
            }
        } catch (IOException e) {
            throw new IllegalStateException("memory takes what is written", e);
        }
        return packed.toByteArray();
    }

    /** Members that are whole, and empty. */
    private static byte[] nothings() {
        byte[] nothing = gzip(new byte[0], 1);
        ByteArrayOutputStream many = new ByteArrayOutputStream();
        while (many.size() < MEBIBYTE) {
            many.writeBytes(nothing);
        }
        return many.toByteArray();
    }
}
