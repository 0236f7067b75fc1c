package dev.halftone.hostile.cell;

import dev.halftone.hostile.client.Item;
import dev.halftone.hostile.client.Job;
import dev.halftone.hostile.image.Bomb;
import dev.halftone.hostile.image.Bombs;
import dev.halftone.hostile.image.Endings;
import dev.halftone.hostile.image.Mutator;
import dev.halftone.hostile.image.Pictures;
import dev.halftone.hostile.peer.Bodies;
import dev.halftone.hostile.peer.Script;
import dev.halftone.hostile.system.Peers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/** Ordinary work beside hostile work. */
final class BesideCells {

    private static final Duration PATIENCE = Duration.ofMinutes(20);
    private static final double LEAST = 0.8;
    private static final int OTHERS = 20_000;

    private BesideCells() {}

    static List<Cell> all() {
        return List.of(new Cell(
                "beside",
                "an ordinary job beside the hostile corpus keeps 80 % of its pace beside an ordinary neighbour",
                BesideCells::beside));
    }

    /**
     * Two tenants who both have work share the workers, so a job is due what it gets beside another's ordinary job; and that is
     * at least half of what it gets alone. The three are measured by turns, so that what else the machine does hits all alike.
     */
    private static void beside(Stage stage) throws Exception {
        Paces alone = new Paces();
        Paces ordinary = new Paces();
        Paces hostile = new Paces();
        prepareCorpus(stage);
        for (int round = 1; round <= stage.scale().rounds(); round++) {
            alone.add(pace(stage, "alone-" + round));
            Job neighbour = stage.submit(Stage.NEIGHBOUR, photos(stage, "neighbour-" + round, OTHERS), Map.of());
            ordinary.add(beside(stage, neighbour, "ordinary-" + round));
            hostile.add(beside(stage, stage.submit(Stage.HOSTILE, corpus(round), Map.of()), "hostile-" + round));
        }
        stage.course()
                .saw(String.format(
                        Locale.ROOT,
                        "ordinary images a second: %.1f alone, %.1f beside an ordinary tenant, %.1f beside the hostile one (%s)",
                        alone.mean(),
                        ordinary.mean(),
                        hostile.mean(),
                        "rounds: " + alone + " / " + ordinary + " / " + hostile));
        double due = ordinary.mean();
        stage.course()
                .saw(String.format(
                        Locale.ROOT,
                        "that is %.0f %% of what it is due, and %.0f %% of its pace alone",
                        100 * hostile.mean() / due,
                        100 * hostile.mean() / alone.mean()));
        stage.course().expect(hostile.mean() >= LEAST * due, "it keeps 80 % of what it is due");
    }

    /** While another's job runs all the time. */
    private static double beside(Stage stage, Job other, String tag) throws Exception {
        stage.course().require(Stage.comes(PATIENCE, () -> ended(stage, other) > 0), "the other job begins");
        double pace = pace(stage, tag);
        stage.course().require(!stage.isCompleted(other), "the other job of " + tag + " lasts");
        stage.course().saw(tag + ": " + ended(stage, other) + " images of the other tenant ended meanwhile");
        stage.api().cancel(other);
        stage.course().expect(stage.settle(other, PATIENCE), "a cancelled job ends");
        return pace;
    }

    private static long ended(Stage stage, Job job) throws java.sql.SQLException {
        return stage.database()
                .number("SELECT succeeded + failed FROM halftone.jobs WHERE id = ?::uuid", job.requestId());
    }

    /** Images a second, from the acceptance of the job to its end. */
    private static double pace(Stage stage, String tag) throws Exception {
        Job job = stage.submit(Stage.ORDINARY, photos(stage, tag, stage.scale().photos()), Map.of());
        stage.judge(job, PATIENCE);
        long millis = stage.database()
                .number(
                        "SELECT (extract(epoch FROM completed_at - accepted_at) * 1000)::bigint FROM halftone.jobs"
                                + " WHERE id = ?::uuid",
                        job.requestId());
        return stage.scale().photos() * 1000.0 / millis;
    }

    private static List<Item> photos(Stage stage, String tag, int many) {
        return IntStream.range(0, many)
                .mapToObj(n -> Item.of(
                        tag + "-" + n, stage.peers().origin().url("/" + tag + "/" + n + ".jpg"), Item.SUCCEEDED))
                .toList();
    }

    private static void prepareCorpus(Stage stage) throws Exception {
        Mutator mutator = new Mutator(Pictures.jpeg(true), stage.seed());
        List<Bomb> bombs = Bombs.all();
        Bodies bodies = new Bodies(Pictures.jpeg(false));
        List<Script> slow =
                List.of(bodies.dripping(1, 100), bodies.stalled(), bodies.endless(), bodies.endlessChunks());
        stage.peers().stranger().playBelow("/corpus", path -> {
            int number = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
            return switch (number % 10) {
                case 0 -> slow.get(number / 10 % slow.size());
                case 1, 2 -> Script.image(bombs.get(number / 10 % bombs.size()).file());
                default -> Script.image(mutator.mutant(number));
            };
        });
    }

    /** Mutants, bombs and bodies that do not end, of many hosts. */
    private static List<Item> corpus(int round) {
        return IntStream.range(0, OTHERS)
                .mapToObj(n -> new Item(
                        "corpus-" + n,
                        "http://corpus-" + n % 50 + "." + Peers.DOMAIN + "/corpus/" + round + "/" + n,
                        Endings.OF_IMAGES))
                .toList();
    }

    /** Of the rounds. */
    private static final class Paces {

        private final List<Double> all = new ArrayList<>();

        void add(double pace) {
            all.add(pace);
        }

        double mean() {
            return all.stream().mapToDouble(Double::doubleValue).average().orElse(0);
        }

        @Override
        public String toString() {
            return all.stream()
                    .map(pace -> String.format(Locale.ROOT, "%.1f", pace))
                    .toList()
                    .toString();
        }
    }
}
