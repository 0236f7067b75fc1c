package dev.halftone.hostile;

import dev.halftone.hostile.cell.Cell;
import dev.halftone.hostile.cell.Course;
import dev.halftone.hostile.cell.Scale;
import dev.halftone.hostile.cell.Stage;
import dev.halftone.hostile.client.Api;
import dev.halftone.hostile.client.Item;
import dev.halftone.hostile.system.HostileSystem;
import dev.halftone.lab.evidence.Bucket;
import dev.halftone.lab.evidence.Database;
import dev.halftone.lab.process.Installation;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Cells played one after the other on a system that is started for them, and what is told of it. */
final class Run implements Closeable {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("MMdd-HHmmss");
    private static final Duration WARM_UP = Duration.ofMinutes(10);
    private static final int WARM_UP_PHOTOS = 100;

    private final Report report;
    private final HostileSystem system;
    private final Api api;
    private final Database database;
    private final Bucket bucket;
    private final long seed;
    private final Scale scale;
    private final Map<String, String> tenants = new HashMap<>();
    private final Invariants invariants;
    private final List<Verdict> verdicts = new ArrayList<>();

    /** Gives every worker something to do, and takes what they hold then as what is normal. */
    private Run(HostileSystem system, long seed, Scale scale, Report report) throws Exception {
        this.report = report;
        this.system = system;
        this.seed = seed;
        this.scale = scale;
        api = system.api();
        database = system.database();
        bucket = system.bucket();
        for (String tenant : List.of(Stage.HOSTILE, Stage.ORDINARY, Stage.NEIGHBOUR)) {
            tenants.put(tenant, api.key(tenant));
        }
        warmUp();
        invariants = new Invariants(system, api, database);
    }

    /**
     * Returns when the system is ready and warm.
     *
     * @param home the root of the sources, in which the logs are kept too
     * @param programs the built programs, each in a directory of its own
     */
    static Run start(Path home, Path programs, long seed, Scale scale, Report report) throws Exception {
        Path directory = home.resolve("deploy/hostile/target/hostile")
                .resolve(LocalDateTime.now(ZoneId.systemDefault()).format(NAME));
        Installation installation = new Installation(programs, directory);
        report.say("seed " + seed + ", logs in " + installation.directory());
        HostileSystem system = HostileSystem.start(installation, home.resolve("samples/products"));
        try {
            return new Run(system, seed, scale, report);
        } catch (Exception e) {
            system.close();
            throw e;
        }
    }

    private void warmUp() throws Exception {
        List<Item> photos = IntStream.range(0, WARM_UP_PHOTOS)
                .mapToObj(n -> Item.of("warm-" + n, system.peers().origin().url("/warm/" + n + ".jpg"), Item.SUCCEEDED))
                .toList();
        Course course = new Course();
        stage(course).give(Stage.ORDINARY, photos, WARM_UP);
        if (!course.disappointments().isEmpty()) {
            throw new IOException("the system does not even work with what is proper: " + course.disappointments());
        }
    }

    void play(Cell cell) throws Exception {
        report.begins(cell);
        Course course = new Course();
        try {
            cell.scenario().play(stage(course));
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            course.require(false, "the cell is played to its end: " + e);
        }
        List<String> violations = new ArrayList<>(course.disappointments());
        violations.addAll(invariants.violations());
        Verdict verdict = new Verdict(cell.name(), course.items(), course.evidence(), course.misses(), violations);
        report.judged(verdict);
        verdicts.add(verdict);
    }

    private Stage stage(Course course) {
        return new Stage(system, api, database, bucket, tenants, seed, scale, course);
    }

    List<Verdict> verdicts() {
        return List.copyOf(verdicts);
    }

    /** Ends every process, and tells how all cells went. */
    @Override
    public void close() throws IOException {
        bucket.close();
        system.close();
        report.table(verdicts);
    }
}
