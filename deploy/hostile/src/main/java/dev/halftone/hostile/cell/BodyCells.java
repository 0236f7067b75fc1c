package dev.halftone.hostile.cell;

import static dev.halftone.hostile.client.Item.SUCCEEDED;

import dev.halftone.hostile.client.Item;
import dev.halftone.hostile.image.Bytes;
import dev.halftone.hostile.image.Pictures;
import dev.halftone.hostile.network.Reply;
import dev.halftone.hostile.peer.Bodies;
import dev.halftone.hostile.peer.Exchange;
import dev.halftone.hostile.peer.Script;
import dev.halftone.hostile.system.Peers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Hosts that are slow, that lie, that never end, and that speak no HTTP. */
final class BodyCells {

    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String TIMEOUT = "timeout";
    private static final String TRUNCATED = "truncated";
    private static final String TOO_LARGE = "too_large";
    private static final String UNSUPPORTED = "unsupported_format";
    private static final String NO_HTTP = "connect_failed";
    private static final String STATUS = "http_status";
    private static final long GIB = 1L << 30;

    private BodyCells() {}

    static List<Cell> all() {
        return List.of(
                new Cell(
                        "bodies",
                        "slow, endless, lying, cut, exploding and mistyped bodies end each in its own reason, in time",
                        BodyCells::bodies),
                new Cell(
                        "answers",
                        "what is no HTTP, never comes, or comes before it is asked for ends in its own reason, in time",
                        BodyCells::answers));
    }

    private static void bodies(Stage stage) throws Exception {
        Corpus corpus = new Corpus(stage);
        byte[] photo = Pictures.jpeg(false);
        Bodies bodies = new Bodies(photo);
        corpus.add("honest-gzip", bodies.gzipped(), SUCCEEDED);
        corpus.add("slow-and-steady", bodies.dripping(photo.length / 20, 300), SUCCEEDED);
        corpus.add("too-slow", bodies.dripping(1, 100), TIMEOUT);
        corpus.add("stalled", bodies.stalled(), TIMEOUT);
        corpus.add("endless", bodies.endless(), TOO_LARGE);
        corpus.add("endless-chunks", bodies.endlessChunks(), TOO_LARGE);
        corpus.add("endless-small-chunks", bodies.endlessSmallChunks(), TOO_LARGE, TIMEOUT);
        corpus.add("endless-chunk-extension", bodies.endlessChunkExtension(), TRUNCATED);
        corpus.add("endless-trailers", bodies.endlessTrailers(), TRUNCATED);
        corpus.add("huge-chunk", bodies.hugeChunk(), TIMEOUT, TRUNCATED);
        corpus.add("announcing-gigabytes", bodies.announcing("" + 10 * GIB), TOO_LARGE);
        corpus.add("announcing-more-than-a-long", bodies.announcing("9".repeat(30)), NO_HTTP, TRUNCATED, TOO_LARGE);
        corpus.add("announcing-a-word", bodies.announcing("many"), NO_HTTP, TRUNCATED);
        corpus.add("announcing-less-than-nothing", bodies.announcing("-5"), NO_HTTP, TRUNCATED);
        corpus.add("announcing-nothing", bodies.announcing("0"), TRUNCATED);
        corpus.add("announcing-half", bodies.announcingHalf(), TRUNCATED, "corrupt");
        corpus.add("announcing-twice", bodies.announcingTwice(), TRUNCATED);
        corpus.add("announcing-two-lengths", bodies.announcingTwoLengths(), NO_HTTP, TRUNCATED);
        corpus.add("reset", bodies.reset(), TRUNCATED);
        corpus.add("gzip-of-a-gibibyte", bodies.encoded("gzip", Bytes.gzippedZeros(GIB)), TOO_LARGE);
        corpus.add("gzip-twice", bodies.gzippedTwice(), UNSUPPORTED);
        corpus.add("gzip-twice-announced", bodies.encoded("gzip, gzip", photo), UNSUPPORTED);
        corpus.add("gzip-half", bodies.gzippedHalf(), TRUNCATED);
        corpus.add("gzip-in-name", bodies.gzippedInName(), TRUNCATED, "corrupt");
        corpus.add("deflate", bodies.encoded("deflate", photo), UNSUPPORTED);
        corpus.add("brotli", bodies.encoded("br", photo), UNSUPPORTED);
        corpus.add(
                "html", Script.image("<!doctype html><h1>Log in</h1>".getBytes(StandardCharsets.UTF_8)), UNSUPPORTED);
        corpus.add("json", Script.image("{\"error\":\"gone\"}".getBytes(StandardCharsets.UTF_8)), UNSUPPORTED);
        corpus.add("photo-as-html", Script.ok("text/html", photo), SUCCEEDED);
        corpus.add("nothing", Script.image(new byte[0]), TRUNCATED);
        corpus.play(PATIENCE);
    }

    private static void answers(Stage stage) throws Exception {
        Corpus corpus = new Corpus(stage);
        byte[] photo = Pictures.jpeg(false);
        Bodies bodies = new Bodies(photo);
        String header = "HTTP/1.1 200 OK\r\n";
        corpus.add("garbage", bodies.garbage(stage.seed()), NO_HTTP);
        corpus.add("another-protocol", Script.raw("220 mail.example ESMTP\r\n"), NO_HTTP);
        corpus.add("another-version", Script.raw("HTTP/9.9 200 OK\r\n\r\n"), NO_HTTP, TRUNCATED);
        corpus.add("no-status", Script.raw("HTTP/1.1 abc OK\r\n\r\n"), NO_HTTP);
        corpus.add("status-zero", Script.raw("HTTP/1.1 0 Zero\r\nContent-Length: 0\r\n\r\n"), NO_HTTP, STATUS);
        corpus.add("status-999", Script.head("999 Beyond"), STATUS, NO_HTTP);
        corpus.add("one-huge-header", Script.raw(header + "X: " + "a".repeat(10_000_000) + "\r\n\r\n"), NO_HTTP);
        corpus.add("many-headers", Script.raw(header + "X: a\r\n".repeat(1_000_000) + "\r\n"), NO_HTTP);
        corpus.add("endless-headers", Script.endless(header, "X: a\r\n".repeat(1000), 0), NO_HTTP);
        corpus.add("dripping-headers", Script.endless(header, "X: a\r\n", 500), TIMEOUT);
        corpus.add("nul-in-header", Script.raw(header + "X\0: a\0\r\nContent-Length: 0\r\n\r\n"), NO_HTTP, TRUNCATED);
        corpus.add("a-thousand-continues", bodies.continues(1000), SUCCEEDED, NO_HTTP);
        corpus.add("endless-continues", Script.endless("", "HTTP/1.1 100 Continue\r\n\r\n", 50), TIMEOUT);
        corpus.add(
                "endless-processing",
                Script.endless("", "HTTP/1.1 102 Processing\r\n\r\n", 50),
                TIMEOUT,
                STATUS,
                NO_HTTP);
        corpus.add(
                "early-hints",
                Script.raw("HTTP/1.1 103 Early Hints\r\nLink: <http://" + Peers.FORBIDDEN
                        + "/x>; rel=preload\r\n\r\nHTTP/1.1 404 Gone\r\nContent-Length: 0\r\n\r\n"),
                STATUS,
                NO_HTTP);
        corpus.add(
                "switching-protocols",
                Script.raw("HTTP/1.1 101 Switching Protocols\r\nUpgrade: h2c\r\nConnection: Upgrade\r\n\r\n"),
                STATUS,
                NO_HTTP);
        corpus.add("no-answer", Exchange::hold, TIMEOUT);
        corpus.add("closed-at-once", _ -> {}, NO_HTTP);
        corpus.add("reset-at-once", Exchange::reset, NO_HTTP);
        corpus.add("partial", Script.head("206 Partial Content"), TRUNCATED);
        corpus.add("not-modified", Script.head("304 Not Modified"), STATUS);
        corpus.add("no-content", Script.head("204 No Content"), TRUNCATED);
        corpus.add("authenticate", Script.head("401 Unauthorized", "WWW-Authenticate: NTLM"), STATUS);
        corpus.add("proxy-authenticate", Script.head("407 Proxy", "Proxy-Authenticate: Basic"), STATUS);
        corpus.add("retry-in-centuries", Script.head("429 Later", "Retry-After: 99999999999999999999"), STATUS);
        corpus.add("endless-error", Script.endless("HTTP/1.1 500 Error\r\n\r\n", "e".repeat(8192), 0), STATUS);
        corpus.add(
                "two-answers",
                Script.raw(header + "Content-Length: 0\r\n\r\n" + header + "Content-Length: 0\r\n\r\n"),
                TRUNCATED);
        stage.peers().names().name("hasty." + Peers.DOMAIN, Reply.addresses("127.77.0.66"));
        corpus.add(Item.of("before-it-is-asked", "http://hasty." + Peers.DOMAIN + "/", SUCCEEDED, NO_HTTP));
        corpus.add(Item.of("nobody-there", "http://stranger." + Peers.DOMAIN + ":" + Peers.CLOSED_PORT + "/", NO_HTTP));
        corpus.play(PATIENCE);
    }

    /** Scripts of the stranger, each an item. */
    private record Corpus(Stage stage, List<Item> items) {

        Corpus(Stage stage) {
            this(stage, new ArrayList<>());
        }

        void add(String label, Script script, String... endings) {
            stage.peers().stranger().play("/" + label, script);
            // a name of its own, so that none waits for its turn at the host behind the slow ones
            add(Item.of(label, "http://at-" + label + "." + Peers.DOMAIN + "/" + label, endings));
        }

        void add(Item item) {
            items.add(item);
        }

        void play(Duration patience) throws Exception {
            stage.play(items, patience);
        }
    }
}
