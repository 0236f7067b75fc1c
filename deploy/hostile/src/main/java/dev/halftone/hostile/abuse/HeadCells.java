package dev.halftone.hostile.abuse;

import dev.halftone.hostile.cell.Cell;
import java.time.Duration;
import java.util.List;

/** Requests that no client writes: their first line, their headers, and where one of them ends. */
final class HeadCells {

    private static final int HANDS = 4;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final String ROW = "S. No.,Product Name,Input Image Urls\n1,a,https://e.com/a.png\n";
    private static final String CSV = "Content-Type: text/csv\r\n";
    private static final String SMUGGLED = "GET /v1/admin/keys HTTP/1.1\r\nHost: x\r\n\r\n";

    private HeadCells() {}

    static List<Cell> all() {
        return List.of(
                Trial.cell(
                        "abuse-heads",
                        "malformed, oversized and ambiguous heads, smuggling included, are refused",
                        Attack.refused(HANDS, PAUSE, (door, number) -> sayOneOf(heads(door), door, number))),
                Trial.cell(
                        "abuse-paths",
                        "strange paths and methods reach nothing that is not theirs",
                        Attack.refused(HANDS, PAUSE, (door, number) -> sayOneOf(paths(door), door, number))));
    }

    private static void sayOneOf(List<String> requests, Door door, int number) throws java.io.IOException {
        door.say(requests.get(number % requests.size()));
    }

    private static List<String> heads(Door door) {
        String post = door.head("POST /v1/jobs") + CSV;
        String get = door.head("GET /v1/nothing");
        String length = "Content-Length: " + ROW.length() + "\r\n";
        String chunked = "Transfer-Encoding: chunked\r\n";
        return List.of(
                post + length + "Content-Length: 5\r\n\r\n" + ROW,
                post + "Content-Length: 5, 6\r\n\r\n" + ROW,
                post + "Content-Length: -1\r\n\r\n",
                post + "Content-Length: 99999999999999999999\r\n\r\n",
                post + "Content-Length: +5\r\n\r\nhello",
                post + length + chunked + "\r\n0\r\n\r\n" + SMUGGLED,
                post + chunked + length + "\r\n5\r\nhello\r\n0\r\n\r\n" + SMUGGLED,
                post + "Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n" + SMUGGLED,
                post + "Transfer-Encoding: xchunked\r\n\r\n" + SMUGGLED,
                post + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n",
                post + "Transfer-Encoding:\u000bchunked\r\n" + length + "\r\n" + ROW,
                post + chunked + "\r\nzz\r\n",
                post + chunked + "\r\n-5\r\nhello\r\n0\r\n\r\n",
                post + chunked + "\r\nffffffffffffffffff\r\n",
                post + chunked + "\r\n5;" + "x".repeat(100_000) + "\r\nhello\r\n0\r\n\r\n",
                post + chunked + "\r\n0\r\n" + "X: y\r\n".repeat(10_000) + "\r\n",
                get + "X: a\r\n b\r\n\r\n",
                get + "X: a\u0000b\r\n\r\n",
                get + "X\u0000Y: a\r\n\r\n",
                get + "X Y: a\r\n\r\n",
                get + ": a\r\n\r\n",
                get + "X: a\rb\r\n\r\n",
                get + "no colon\r\n\r\n",
                get + "X: " + "y".repeat(200_000) + "\r\n\r\n",
                get + "X: y\r\n".repeat(10_000) + "\r\n",
                get + "Host: other\r\n\r\n",
                get + "Expect: the unexpected\r\nContent-Length: 5\r\n\r\n",
                get + "Upgrade: h2c\r\nConnection: Upgrade, HTTP2-Settings\r\nHTTP2-Settings: AAMAAABkAAQAAP__\r\n\r\n",
                get + "Upgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: x\r\n\r\n",
                get + "Range: bytes=" + "0-,".repeat(2000) + "0-\r\n\r\n",
                get + "Accept: " + "a/b;q=0.1,".repeat(1000) + "*/*\r\n\r\n",
                get + "Accept: ../../etc\r\n\r\n",
                get + "Accept-Language: " + "a-b,".repeat(2000) + "\r\n\r\n",
                get + "Cookie: " + "a=b;".repeat(3000) + "\r\n\r\n",
                get + "X-Forwarded-For: 127.0.0.1\r\nX-Forwarded-Prefix: /v1/admin\r\nForwarded: for=127.0.0.1\r\n\r\n",
                get + "X-HTTP-Method-Override: DELETE\r\n\r\n",
                "\r\n\r\n\r\n",
                "GET\r\n\r\n",
                "GET / HTTP/9.9\r\n\r\n",
                "GET / HTTP/1.1 HTTP/1.1\r\n\r\n",
                "GET /v1/jobs\r\n\r\n",
                "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n",
                "\u0016\u0003\u0001\u0002\u0000\u0001\u0000\u0001\u00fc\u0003\u0003",
                "\u0000".repeat(1000) + "\r\n\r\n",
                door.head("GET /" + "x".repeat(100_000)) + "\r\n");
    }

    private static List<String> paths(Door door) {
        return List.of(
                        "GET /v1/jobs/..%2f..%2fadmin%2fkeys",
                        "GET /v1/jobs/../admin/keys",
                        "GET /v1/./admin/keys",
                        "GET /v1//admin/keys",
                        "GET //v1/admin/keys",
                        "GET /v1/admin/keys;a=b",
                        "GET /v1;a=b/admin/keys",
                        "GET /V1/ADMIN/KEYS",
                        "GET /v1/admin%2fkeys",
                        "GET /v1/%61dmin/keys",
                        "GET /v1/%2561dmin/keys",
                        "GET /v1/admin/keys/",
                        "GET /v1/jobs/%00",
                        "GET /v1/jobs/%0d%0aX:%20y",
                        "GET /v1/jobs/%c0%af..%c0%afadmin",
                        "GET /v1/jobs/%ff%fe",
                        "GET /v1/jobs/%",
                        "GET /v1/jobs/%zz",
                        "GET /v1/jobs/\u00fc\u00e9",
                        "GET /v1/jobs/" + "%F0%9F%92%A9".repeat(200),
                        "GET /v1/jobs/" + "a/".repeat(5000),
                        "GET /v1/jobs?limit=999999999999",
                        "GET /v1/jobs?limit=%00",
                        "GET /v1/jobs?status[]=x&status=${7*7}",
                        "GET /actuator/prometheus",
                        "GET /actuator/..;/actuator/env",
                        "GET /actuator/env",
                        "GET /actuator/heapdump",
                        "GET /dashboard/..%2f..%2fhalftone-api.yaml",
                        "GET /dashboard/%2e%2e/halftone-api.yaml",
                        "GET /webjars/..%2f..%2fhalftone-api.yaml",
                        "GET /webjars/%2e%2e/%2e%2e/etc/passwd",
                        "GET /webjars/swagger-ui/../../halftone-api.yaml",
                        "GET http://127.0.0.1/v1/admin/keys",
                        "GET http://other.example/v1/admin/keys",
                        "GET file:///etc/passwd",
                        "GET *",
                        "OPTIONS *",
                        "CONNECT other.example:443",
                        "TRACE /v1/jobs",
                        "PROPFIND /v1/jobs",
                        "DEBUG /v1/jobs",
                        "get /v1/jobs",
                        "G\u0000T /v1/jobs",
                        "M".repeat(5000) + " /v1/jobs",
                        "PUT /v1/jobs",
                        "DELETE /v1/jobs",
                        "PATCH /v1/jobs")
                .stream()
                .map(door::head)
                .map(head -> head + "\r\n")
                .toList();
    }
}
