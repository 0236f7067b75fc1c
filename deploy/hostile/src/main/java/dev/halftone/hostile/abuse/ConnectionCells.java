package dev.halftone.hostile.abuse;

import dev.halftone.hostile.cell.Cell;
import dev.halftone.hostile.cell.Stage;
import dev.halftone.hostile.client.Item;
import dev.halftone.hostile.client.Job;
import dev.halftone.hostile.image.Pictures;
import dev.halftone.hostile.peer.Bodies;
import dev.halftone.hostile.system.Peers;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Clients who are slow, and clients who are many. */
final class ConnectionCells {

    private static final int SLOW = 400;
    private static final int IDLE = 2500;
    private static final int MANY = 2000;
    private static final int FOLLOWERS = 2000;
    private static final int SUBMITTERS = 40;
    private static final int READERS = 200;
    private static final Duration SOON = Duration.ofMillis(200);
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final int LONGEST_MILLIS = 180_000;

    private ConnectionCells() {}

    static List<Cell> all() {
        return List.of(
                Trial.cell(
                        "abuse-slow-heads",
                        "hundreds of heads that arrive byte by byte are cut off",
                        Attack.refused(SLOW, SOON, ConnectionCells::trickleHead)),
                Trial.cell(
                        "abuse-slow-bodies",
                        "a tenant's slow bodies are cut off and leave turns to others",
                        Attack.refused(SUBMITTERS, SOON, ConnectionCells::trickleBody)),
                new Cell(
                        "abuse-idle",
                        "thousands of connections on which nothing is said are closed",
                        stage -> new Trial(stage)
                                .play(
                                        Attack.refused(IDLE, SOON, ConnectionCells::idle),
                                        answers -> answers.mostOpen() >= MANY)),
                new Cell(
                        "abuse-slow-readers",
                        "answers that are asked for and not read take no memory that counts",
                        stage -> new Trial(stage)
                                .play(
                                        Attack.refused(READERS, SOON, ConnectionCells::read),
                                        answers -> answers.mostOpen() >= READERS / 2)),
                new Cell(
                        "abuse-followers",
                        "thousands of event streams are so many as a tenant may have, and no more",
                        ConnectionCells::followers));
    }

    private static void trickleHead(Door door, int number) throws IOException {
        door.say("a head that does not end", wire -> {
            wire.send("GET /v1/jobs HTTP/1.1\r\n");
            trickle(wire, "X: y\r\n", 1000);
        });
    }

    private static void trickleBody(Door door, int number) throws IOException {
        door.say("a body that comes slowly", wire -> {
            wire.send(door.head("POST /v1/jobs") + "Content-Type: text/csv\r\nContent-Length: 1000000\r\n\r\n");
            trickle(wire, "S", 500);
        });
    }

    /** Until the api closes the connection, or this is interrupted. */
    private static void trickle(Wire wire, String piece, long millis) {
        try {
            while (wire.send(piece)) {
                Thread.sleep(millis);
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    private static void idle(Door door, int number) throws IOException {
        door.say("nothing", _ -> {});
    }

    /** Asks for much more than it reads. */
    private static void read(Door door, int number) throws IOException, InterruptedException {
        door.answers().opened();
        try (Wire wire = new Wire(door.port())) {
            String request = "GET /v3/api-docs HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n";
            for (int count = 0; count < 100 && wire.send(request); count++) {
                Thread.sleep(100);
            }
            // what is sent fails when the api has closed the connection
            trickle(wire, "G", 1000);
            door.answers().count("answers that nobody reads", Answer.CLOSED);
        } finally {
            door.answers().closed();
        }
    }

    /** Of a job whose images do not end while it is followed. */
    private static void followers(Stage stage) throws Exception {
        Bodies bodies = new Bodies(Pictures.jpeg(false));
        stage.peers().stranger().playBelow("/stalled", _ -> bodies.stalled());
        List<Item> items = IntStream.range(0, 100)
                .mapToObj(n -> Item.of("stalled-" + n, Peers.url("/stalled/" + n), Item.SUCCEEDED))
                .toList();
        Job job = stage.submit(Stage.HOSTILE, items, Map.of());
        Attack attack =
                new Attack(FOLLOWERS, Duration.ofSeconds(5), Set.of("200"), (door, number) -> follow(door, job));
        new Trial(stage).play(attack, answers -> answers.counts().getOrDefault("429", 0) > FOLLOWERS / 2);
        stage.api().cancel(job);
        stage.course().expect(stage.settle(job, PATIENCE), "a cancelled job ends");
    }

    private static void follow(Door door, Job job) throws IOException {
        door.answers().opened();
        try (Wire wire = new Wire(door.port())) {
            wire.send(door.head("GET /v1/jobs/" + job.requestId() + "/events") + "Last-Event-ID: -7\r\n\r\n");
            Answer answer = wire.head();
            door.answers().count("a stream of events", answer);
            if (answer.status() == 200) {
                wire.ends(LONGEST_MILLIS);
            }
        } finally {
            door.answers().closed();
        }
    }
}
