package dev.halftone.worker.process.pool;

import dev.halftone.worker.process.ProcessSettings;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import org.springframework.util.unit.DataSize;

/** A process with a child, which is there until it is killed. */
final class WorkerProbe {

    private WorkerProbe() {}

    public static void main(String[] arguments) throws IOException {
        ImageProcessor processor = new ImageProcessor(
                new ProcessSettings(
                        1,
                        Duration.ofSeconds(30),
                        1_000_000,
                        1,
                        DataSize.ofMegabytes(512),
                        DataSize.ofMegabytes(1),
                        1,
                        1),
                new SimpleMeterRegistry());
        System.out.println("ready");
        while (System.in.read() >= 0) {
            // until it is killed
        }
        processor.destroy();
    }
}
