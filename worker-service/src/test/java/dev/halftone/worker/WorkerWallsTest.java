package dev.halftone.worker;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.halftone.architecture.Walls;
import java.util.List;
import org.junit.jupiter.api.Test;

class WorkerWallsTest {

    private static final String WORKER = "dev.halftone.worker";
    private static final JavaClasses CLASSES = Walls.classesUnder(WORKER);

    @Test
    void namesSayWhatAThingIs() {
        Walls.namesSayWhatAThingIs().check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        Walls.packagesFormNoCycle(WORKER).check(CLASSES);
    }

    @Test
    void stepsKnowOnlyContracts() {
        Walls.stepsKnowOnlyContracts(
                        WORKER,
                        List.of("intake", "egress", "process", "store", "outcome", "meter", "turn", "log", "trace"),
                        List.of("meter"))
                .check(CLASSES);
        Walls.stepsKnowOnlyContracts(WORKER, List.of("fetch"), List.of("egress", "meter", "turn"))
                .check(CLASSES);
        Walls.stepsKnowOnlyContracts(WORKER, List.of("webhook"), List.of("egress", "meter", "log", "trace"))
                .check(CLASSES);
    }

    @Test
    void kafkaLivesInTheIntake() {
        Walls.onlyIn(List.of(WORKER + ".intake.."), "reactor.kafka..", "org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void theAwsSdkLivesInTheStore() {
        Walls.onlyIn(List.of(WORKER + ".store.."), "software.amazon..").check(CLASSES);
    }

    @Test
    void nativeCodeLivesInTheVipsCodecAndTheSandbox() {
        Walls.onlyIn(List.of(WORKER + ".process.vips..", WORKER + ".process.sandbox.."), "java.lang.foreign..")
                .check(CLASSES);
    }

    @Test
    void postgresIsKnownToOutcomesAndWebhooks() {
        Walls.onlyIn(
                        List.of(WORKER + ".outcome..", WORKER + ".webhook.."),
                        "io.r2dbc..",
                        "org.springframework.r2dbc..",
                        "org.springframework.data..")
                .check(CLASSES);
    }

    @Test
    void nothingBlocks() {
        // these run for as long as the application does, so someone must subscribe to them
        Walls.nothingBlocks(
                        WORKER + ".flow.FlowLifecycle",
                        WORKER + ".outcome.OutcomeBatches",
                        WORKER + ".webhook.DeliveryLifecycle")
                .check(CLASSES);
    }
}
