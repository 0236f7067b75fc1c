package dev.halftone.hostile.abuse;

import dev.halftone.hostile.cell.Cell;
import dev.halftone.hostile.cell.Stage;
import dev.halftone.hostile.client.Item;
import dev.halftone.hostile.client.Job;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Clients who try to be, or to see, somebody else. */
final class IdentityCells {

    private static final int HANDS = 4;
    private static final int GUESSERS = 16;
    private static final Duration PAUSE = Duration.ofMillis(50);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final String MADE_UP = "0199d3a1-7c00-7000-8000-000000000001";
    private static final List<String> ADDRESSES = List.of(
            "GET /v1/jobs/%s",
            "GET /v1/jobs/%s/events",
            "GET /v1/jobs/%s/images",
            "GET /v1/jobs/%s/report.csv",
            "GET /v1/jobs/%s/rejected-rows",
            "GET /v1/jobs/%s/deliveries",
            "POST /v1/jobs/%s/cancel",
            "POST /v1/jobs/%s/retry");
    private static final String LOOK_UPS =
            "SELECT coalesce(sum(idx_scan + seq_scan), 0) FROM pg_stat_user_tables WHERE relname = 'api_keys'";

    private IdentityCells() {}

    static List<Cell> all() {
        return List.of(
                new Cell(
                        "abuse-foreign-ids",
                        "another tenant's job is answered as one that does not exist",
                        IdentityCells::foreign),
                new Cell("abuse-key-guessing", "guesses are refused, and looked up once at most", IdentityCells::guess),
                Trial.cell(
                        "abuse-idempotency-keys",
                        "keys that are none, and one key for everything, make no second job",
                        new Attack(HANDS, PAUSE, Set.of("202"), IdentityCells::repeat)),
                Trial.cell(
                        "abuse-cursors",
                        "cursors, limits and event ids that are made up are refused",
                        Attack.refused(HANDS, PAUSE, IdentityCells::leaf)));
    }

    private static void foreign(Stage stage) throws Exception {
        Job job = stage.submit(
                Stage.ORDINARY,
                List.of(Item.of("foreign", stage.peers().origin().url("/foreign.jpg"), Item.SUCCEEDED)),
                Map.of());
        Trial trial = new Trial(stage);
        trial.play(
                Attack.refused(HANDS, PAUSE, (door, number) -> {
                    String address = ADDRESSES.get(number % ADDRESSES.size());
                    String foreign = ask(door, address, job.requestId());
                    String unknown = ask(door, address, MADE_UP);
                    // a connection that the end of the attack closes has no answer
                    if (!foreign.isEmpty() && !unknown.isEmpty() && !foreign.equals(unknown)) {
                        door.answers().count(address + ": " + foreign, new Answer("told apart", "", ""));
                    }
                }),
                answers -> answers.counts().containsKey("404"));
        stage.judge(job, PATIENCE);
    }

    /** What is answered, but for the id itself and the time. */
    private static String ask(Door door, String address, String id) throws IOException {
        Answer answer = door.say(door.head(address.formatted(id)) + "\r\n");
        return answer.head().replaceAll("(?i)\r\ndate:[^\r]*|\r\nratelimit[^\r]*", "")
                + answer.body().replace(id, "…");
    }

    private static void guess(Stage stage) throws Exception {
        long before = stage.database().number(LOOK_UPS);
        Trial trial = new Trial(stage);
        Guesses guesses = new Guesses();
        trial.play(
                Attack.refused(GUESSERS, PAUSE, (door, number) -> {
                    Door guessing = door.withKey(guesses.get(number));
                    guessing.say(guessing.head("GET /v1/jobs") + "\r\n");
                }),
                answers -> answers.counts().containsKey("401"));
        long reads = stage.database().number(LOOK_UPS) - before;
        int told = trial.door().answers().total();
        stage.course().saw(told + " guesses, half of them well formed; keys were looked up " + reads + " times");
        // the honest client's key is looked up as well, every few seconds
        stage.course().expect(reads <= told / 2, "what can be no key, or was asked for just now, is not looked up");
    }

    private static void repeat(Door door, int number) throws IOException {
        List<String> keys = List.of(
                "\"the same\"",
                "\"the same\"",
                "\"" + UUID.nameUUIDFromBytes(new byte[] {(byte) (number % 8)}) + "\"",
                "",
                "\"\"",
                "\"" + "x".repeat(256) + "\"",
                "x".repeat(8000),
                "\"unclosed",
                "a b",
                "\"\u00e9\"",
                "\"a\"\r\nIdempotency-Key: \"b\"",
                "'; DROP TABLE halftone.jobs; --",
                "a, b");
        String csv =
                "S. No.,Product Name,Input Image Urls\n1,a,http://stranger.hostile.test/control-" + number % 3 + "\n";
        door.say(door.head("POST /v1/jobs") + "Content-Type: text/csv\r\nIdempotency-Key: "
                + keys.get(number % keys.size()) + "\r\nContent-Length: " + csv.length() + "\r\n\r\n" + csv);
    }

    private static void leaf(Door door, int number) throws IOException {
        List<String> queries = List.of(
                "?after=",
                "?after=x",
                "?after=" + "9".repeat(400),
                "?after=-1.-1",
                "?after=1.1'%20OR%20'1'='1",
                "?after=%00",
                "?after=0199d3a1-7c00-7000-8000-00000000000g",
                "?limit=0",
                "?limit=-1",
                "?limit=1001",
                "?limit=2147483648",
                "?limit=1e3",
                "?limit=x",
                "?status=x",
                "?status=%27",
                "?status=running&status=x");
        door.say(door.head("GET /v1/jobs" + queries.get(number % queries.size())) + "Last-Event-ID: "
                + "9".repeat(1 + number % 400) + "\r\n\r\n");
    }
}
