package dev.halftone.hostile.abuse;

import dev.halftone.hostile.cell.Cell;
import dev.halftone.hostile.cell.Course;
import dev.halftone.hostile.cell.Stage;
import dev.halftone.lab.process.Service;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;

/**
 * An attack beside an honest client, whose requests are timed by turns in quiet and beside the attack, so that what else the
 * machine does hits both alike.
 */
final class Trial {

    /** Of the api's process, in MiB: its heap of 160, as much off the heap, and the JVM's own. */
    private static final long MOST_MEMORY = 512;

    private static final int MOST_WARNINGS = 20;
    private static final int WARM_UP = 20;
    private static final int TURN = 60;
    private static final Duration LEAST_TURN = Duration.ofSeconds(8);
    private static final double NINETY_NINE = 0.99;
    private static final double MOST_TIMES = 2;

    /** Below this many milliseconds, twice as long is the machine's own unrest. */
    private static final double RESOLUTION = 50;

    private final Stage stage;
    private final Course course;
    private final Service api;
    private final Door door;

    Trial(Stage stage) {
        this.stage = stage;
        this.course = stage.course();
        this.api = stage.system().services().getFirst();
        this.door = new Door(api.port(), stage.tenants().getOrDefault(Stage.HOSTILE, ""), new Answers());
    }

    static Cell cell(String name, String sentence, Attack attack) {
        return new Cell(name, sentence, stage -> new Trial(stage).play(attack, _ -> true));
    }

    Door door() {
        return door;
    }

    /** @param isHit whether what the attacker was told shows that the attack was one */
    void play(Attack attack, Predicate<Answers> isHit) throws Exception {
        Latencies quiet = new Latencies();
        Latencies beside = new Latencies();
        try (ApiWatch watch = new ApiWatch(api.program());
                HonestClient honest = honest()) {
            warmUp(attack, honest);
            for (int round = 0; round < stage.scale().rounds(); round++) {
                quiet.addAll(honest.rounds(TURN, LEAST_TURN));
                try (Abuser _ = Abuser.begin(attack, door)) {
                    beside.addAll(honest.rounds(TURN, LEAST_TURN));
                }
            }
            judge(attack, watch);
            judge(quiet, beside, honest.failures());
            for (String job : honest.jobs()) {
                course.expect(stage.ends(job), "the honest client's job " + job + " ends");
            }
        }
        course.given(door.answers().total());
        course.require(
                isHit.test(door.answers()),
                "the attack is one: " + door.answers().counts());
    }

    /** Both ways: what is asked is what an attack costs, not what compiling does that an api does once in its life. */
    private void warmUp(Attack attack, HonestClient honest) throws Exception {
        honest.rounds(WARM_UP, Duration.ZERO);
        try (Abuser _ = Abuser.begin(attack, door)) {
            honest.rounds(WARM_UP, LEAST_TURN);
        }
    }

    private HonestClient honest() {
        return new HonestClient(
                api.address(),
                stage.tenants().getOrDefault(Stage.ORDINARY, ""),
                stage.system().peers().origin().url("/honest.jpg"));
    }

    private void judge(Attack attack, ApiWatch watch) throws Exception {
        Answers answers = door.answers();
        course.saw("the abuser: " + answers.counts() + ", " + answers.mostOpen() + " connections at once");
        answers.otherThan(attack.allowed()).forEach(other -> course.expect(false, "only refusals: " + other));
        course.require(answers.total() + answers.mostOpen() > 0, "the abuser reaches the api");
        course.saw("the api: " + watch.mostMemory() + " MiB at most, "
                + watch.warnings().size() + " warnings");
        course.expect(watch.mostMemory() <= MOST_MEMORY, "it holds at most " + MOST_MEMORY + " MiB");
        List<String> errors = watch.errors();
        course.expect(
                errors.isEmpty(),
                "nothing is an error of ours: " + errors.stream().limit(3).toList());
        List<String> warnings = watch.warnings();
        course.expect(
                warnings.size() <= MOST_WARNINGS,
                "the log is not filled: " + warnings.stream().limit(3).toList());
    }

    private void judge(Latencies quiet, Latencies beside, List<String> failures) {
        double before = quiet.quantile(NINETY_NINE);
        double meanwhile = beside.quantile(NINETY_NINE);
        course.saw(String.format(
                Locale.ROOT,
                "the honest client: p99 %.0f ms in quiet (%d requests), %.0f ms beside (%d)",
                before,
                quiet.count(),
                meanwhile,
                beside.count()));
        course.expect(
                meanwhile <= MOST_TIMES * Math.max(before, RESOLUTION),
                String.format(Locale.ROOT, "p99 is at most doubled: %.0f ms, %.0f ms in quiet", meanwhile, before));
        failures.stream().limit(3).forEach(failure -> course.expect(false, "the honest client is served: " + failure));
    }
}
