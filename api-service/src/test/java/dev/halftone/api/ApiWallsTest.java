package dev.halftone.api;

import com.tngtech.archunit.core.domain.JavaClasses;
import dev.halftone.architecture.Walls;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiWallsTest {

    private static final String ROOT = "dev.halftone.api";
    private static final JavaClasses CLASSES = Walls.classesUnder(ROOT);

    @Test
    void namesSayWhatAThingIs() {
        Walls.namesSayWhatAThingIs().check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        Walls.packagesFormNoCycle(ROOT).check(CLASSES);
    }

    @Test
    void stepsKnowOnlyContracts() {
        Walls.stepsKnowOnlyContracts(
                        ROOT,
                        List.of(
                                "manifest",
                                "dispatch",
                                "schema",
                                "output",
                                "meter",
                                "problem",
                                "log",
                                "trace",
                                "census",
                                "tenant",
                                "operation",
                                "analysis",
                                "database"),
                        List.of("problem", "meter", "log"))
                .check(CLASSES);
        Walls.stepsKnowOnlyContracts(ROOT, List.of("retention"), List.of("meter", "output"))
                .check(CLASSES);
        Walls.stepsKnowOnlyContracts(ROOT, List.of("upload"), List.of("problem", "tenant", "output"))
                .check(CLASSES);
        Walls.stepsKnowOnlyContracts(ROOT, List.of("quota"), List.of("problem", "meter", "tenant"))
                .check(CLASSES);
        Walls.stepsKnowOnlyContracts(ROOT, List.of("access"), List.of("problem", "meter", "tenant", "quota"))
                .check(CLASSES);
        Walls.stepsKnowOnlyContracts(ROOT, List.of("monitoring"), List.of("problem", "tenant", "job"))
                .check(CLASSES);
        Walls.stepsKnowOnlyContracts(
                        ROOT,
                        List.of("job"),
                        List.of("problem", "meter", "log", "trace", "output", "database", "tenant", "quota"))
                .check(CLASSES);
    }

    @Test
    void kafkaLivesInDispatchAlone() {
        Walls.onlyIn(List.of(ROOT + ".dispatch.."), "reactor.kafka..", "org.apache.kafka..")
                .check(CLASSES);
    }

    @Test
    void theAwsSdkLivesInOutputAlone() {
        Walls.onlyIn(List.of(ROOT + ".output.."), "software.amazon..").check(CLASSES);
    }

    @Test
    void theDatabaseIsKnownToThoseWhoReadOrWriteItAlone() {
        Walls.onlyIn(
                        List.of(
                                ROOT + ".database..",
                                ROOT + ".job..",
                                ROOT + ".dispatch..",
                                ROOT + ".retention..",
                                ROOT + ".upload..",
                                ROOT + ".access..",
                                ROOT + ".quota..",
                                ROOT + ".monitoring..",
                                ROOT + ".census..",
                                ROOT + ".problem..",
                                ROOT + ".schema.."),
                        "io.r2dbc..",
                        "org.springframework.r2dbc..")
                .check(CLASSES);
        Walls.onlyIn(List.of(ROOT + ".schema.."), "org.flywaydb..").check(CLASSES);
    }

    @Test
    void springSecurityLivesInAccessAlone() {
        Walls.onlyIn(List.of(ROOT + ".access.."), "org.springframework.security..")
                .check(CLASSES);
    }

    @Test
    void nothingBlocks() {
        // a lifecycle's edge: it starts what runs until it stops it
        Walls.nothingBlocks(
                        ROOT + ".dispatch.Dispatcher", ROOT + ".retention.Retention", ROOT + ".census.CensusLifecycle")
                .check(CLASSES);
    }
}
