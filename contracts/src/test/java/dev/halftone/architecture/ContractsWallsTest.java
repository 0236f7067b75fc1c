package dev.halftone.architecture;

import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.List;
import org.junit.jupiter.api.Test;

class ContractsWallsTest {

    private static final JavaClasses CLASSES = Walls.classesUnder("dev.halftone");

    @Test
    void namesSayWhatAThingIs() {
        Walls.namesSayWhatAThingIs().check(CLASSES);
    }

    @Test
    void packagesFormNoCycle() {
        Walls.packagesFormNoCycle("dev.halftone").check(CLASSES);
    }

    @Test
    void contractsArePureData() {
        Walls.onlyIn(
                        List.of("nowhere"),
                        "org.springframework..",
                        "reactor..",
                        "io.r2dbc..",
                        "org.apache.kafka..",
                        "software.amazon..")
                .check(CLASSES);
    }
}
