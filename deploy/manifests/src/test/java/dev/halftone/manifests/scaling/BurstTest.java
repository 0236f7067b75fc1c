package dev.halftone.manifests.scaling;

import static org.assertj.core.api.Assertions.assertThat;

import dev.halftone.manifests.Manifests;
import dev.halftone.manifests.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the numbers of the ScaledObject are chosen for. */
class BurstTest {

    private static final Rules RULES = Rules.of(Manifests.of(Manifests.text(Manifests.KUBERNETES.resolve("base"))));
    private static final Settings API = Settings.of("api", Map.of());
    private static final int WINDOW = API.number("halftone.dispatch.window");
    private static final int START = 20;
    private static final int RATE = 60;
    private static final int HOURS = 4 * 3600;

    @Test
    void aBurstIsWorkedOffByAllWorkersAndNoSmallJobWaitsForIt() throws IOException {
        Burst burst = Burst.run(RULES, conditions(RATE), Cluster::signal, HOURS);
        Path plot = Path.of("target", "scaling.svg");
        Files.writeString(plot, Plot.of(burst));

        int fastest = Burst.IMAGES / (RULES.most() * RATE);
        assertThat(burst.most()).as("workers, as many as partitions").isEqualTo(RULES.most());
        assertThat(burst.working(RULES.most()) - Burst.BEGINS)
                .as("s until all work")
                .isLessThanOrEqualTo(90);
        assertThat(burst.big().took()).as("s for the burst").isLessThan(fastest + 120);
        assertThat(burst.longestSmall())
                .as("s for a small job, from no worker at all")
                .isLessThanOrEqualTo(START + 10);
        assertThat(burst.longestSmallBesideBig())
                .as("s for a small job beside the burst")
                .isLessThanOrEqualTo(5);
        assertThat(burst.turns()).as("turns: up, down").isLessThanOrEqualTo(1);
        assertThat(burst.samples().getLast().replicas())
                .as("workers in the end")
                .isZero();
        assertThat(burst.workerSeconds() - (long) Burst.IMAGES / RATE)
                .as("s of workers that had nothing to do")
                .isLessThan((long) Burst.IMAGES / RATE / 2 + HOURS);
        assertThat(Path.of("../../docs/scaling.svg")).as("a copy of " + plot).hasSameTextualContentAs(plot);
    }

    /** Slow origins, and cores faster than any that were measured. */
    @ParameterizedTest
    @ValueSource(ints = {10, 20, 40, 120, 240})
    void itHoldsForWorkersOfAnySpeed(int rate) {
        Burst burst = Burst.run(RULES, conditions(rate), Cluster::signal, HOURS);
        assertThat(burst.most()).isEqualTo(RULES.most());
        assertThat(burst.big().took()).isLessThan(Burst.IMAGES / (RULES.most() * rate) + 120);
        assertThat(burst.longestSmallBesideBig()).isLessThanOrEqualTo(5);
        assertThat(burst.turns()).isLessThanOrEqualTo(1);
    }

    /** Why Kafka's lag is not the signal: it is never more than the windows of the workers there are. */
    @Test
    void byKafkasLagAloneTheFirstWorkerStaysAlone() {
        Rules byLag = new Rules(RULES.poll(), RULES.cooldown(), RULES.most(), WINDOW, RULES.up(), RULES.down());
        Burst burst = Burst.run(byLag, conditions(RATE), (cluster, _) -> cluster.ahead(), HOURS);
        assertThat(burst.most()).isEqualTo(1);
        assertThat(burst.big().took()).isGreaterThan(4 * 3600);
    }

    private static Cluster.Conditions conditions(int rate) {
        double refills = 1000.0 / API.duration("halftone.dispatch.refill-poll").toMillis();
        return new Cluster.Conditions(rate, START, WINDOW, refills);
    }
}
