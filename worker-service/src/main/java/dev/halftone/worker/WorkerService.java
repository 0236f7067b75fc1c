package dev.halftone.worker;

import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.builder.SpringApplicationBuilder;

/** The worker: any number of them share the rows that Kafka carries. */
@SpringBootApplication(proxyBeanMethods = false)
public class WorkerService {

    /** The application, not yet running, for those who run it in a JVM of their own making. */
    public static SpringApplicationBuilder application() {
        return new SpringApplicationBuilder(WorkerService.class).properties("spring.config.name=halftone-worker");
    }

    public static void main(String[] arguments) {
        application().run(arguments);
    }
}
