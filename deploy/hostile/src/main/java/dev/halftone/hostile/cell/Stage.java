package dev.halftone.hostile.cell;

import dev.halftone.hostile.client.Api;
import dev.halftone.hostile.client.Ending;
import dev.halftone.hostile.client.Item;
import dev.halftone.hostile.client.Job;
import dev.halftone.hostile.system.HostileSystem;
import dev.halftone.hostile.system.Peers;
import dev.halftone.lab.evidence.Bucket;
import dev.halftone.lab.evidence.Database;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What a cell acts on and with.
 *
 * @param tenants the keys of three, by their names
 * @param seed decides on what is random
 */
public record Stage(
        HostileSystem system,
        Api api,
        Database database,
        Bucket bucket,
        Map<String, String> tenants,
        long seed,
        Scale scale,
        Course course) {

    public static final String HOSTILE = "hostile";
    public static final String ORDINARY = "ordinary";
    public static final String NEIGHBOUR = "neighbour";

    private static final long PAUSE_MILLIS = 100;
    private static final Duration SOON = Duration.ofMinutes(2);

    public Peers peers() {
        return system.peers();
    }

    /** Submits items of the hostile tenant, and one that must succeed, waits until all ended, and judges how. */
    List<Ending> play(List<Item> items, Duration patience) throws Exception {
        List<Item> all = new ArrayList<>(items);
        all.add(Item.of("control", Peers.url("/control"), Item.SUCCEEDED));
        return give(HOSTILE, all, patience);
    }

    /** Likewise, of any tenant and these alone. */
    public List<Ending> give(String tenant, List<Item> items, Duration patience) throws Exception {
        return judge(submit(tenant, items, Map.of()), patience);
    }

    /** Waits until all items ended, and judges how. */
    public List<Ending> judge(Job job, Duration patience) throws Exception {
        course.given(job.items().size());
        long begun = System.nanoTime();
        course.expect(settle(job, patience), "all of it ends within " + patience);
        List<Ending> endings = api.endings(job);
        endings.stream()
                .filter(ending -> !ending.isExpected())
                .forEach(ending -> course.expect(false, ending.toString()));
        course.saw(tally(endings) + " in "
                + Duration.ofNanos(System.nanoTime() - begun).toSeconds() + " s");
        return endings;
    }

    public Job submit(String tenant, List<Item> items, Map<String, String> fields)
            throws IOException, InterruptedException {
        return api.submit(tenants.getOrDefault(tenant, ""), items, fields);
    }

    /** Whether a job ends soon. */
    public boolean ends(String requestId) throws SQLException, InterruptedException {
        return comes(SOON, () -> isCompleted(requestId));
    }

    /** Whether all images of a job ended in time. */
    public boolean settle(Job job, Duration patience) throws SQLException, InterruptedException {
        return comes(patience, () -> isCompleted(job));
    }

    boolean isCompleted(Job job) throws SQLException {
        return isCompleted(job.requestId());
    }

    private boolean isCompleted(String requestId) throws SQLException {
        return database.number(
                        "SELECT count(*) FROM halftone.jobs WHERE id = ?::uuid AND completed_at IS NULL", requestId)
                == 0;
    }

    static String tally(List<Ending> endings) {
        return endings.stream()
                .collect(Collectors.groupingBy(Ending::word, TreeMap::new, Collectors.counting()))
                .toString();
    }

    /** The bytes of what was stored for the images of a job, by key; so many at most. */
    Map<String, byte[]> stored(Job job, int most) throws SQLException {
        List<String> keys = database.texts("""
                SELECT DISTINCT n.key FROM halftone.outcomes o
                JOIN halftone.renditions n ON n.source_sha256 = o.source_sha256
                JOIN halftone.jobs j ON j.id = o.job_id AND j.renditions->0->>'fingerprint' = n.pipeline
                WHERE o.job_id = ?::uuid
                ORDER BY n.key LIMIT ?
                """, job.requestId(), most);
        return keys.stream().collect(Collectors.toMap(Function.identity(), bucket::bytes));
    }

    /** Whether something comes to be so within that time. */
    static boolean comes(Duration patience, Condition condition) throws SQLException, InterruptedException {
        long deadline = System.nanoTime() + patience.toNanos();
        while (!condition.holds()) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        return true;
    }

    /** Something that can be waited for. */
    @FunctionalInterface
    interface Condition {

        boolean holds() throws SQLException, InterruptedException;
    }
}
