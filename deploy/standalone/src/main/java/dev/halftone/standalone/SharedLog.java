package dev.halftone.standalone;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Map;
import org.springframework.boot.logging.LogFile;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingInitializationContext;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.core.io.support.ResourcePropertySource;

/** The one log of everything in this JVM: a file, so that the terminal is free for what people want to know. */
final class SharedLog {

    static final String NAME = "halftone.log";

    /** What the services' own logs begin with. */
    private static final String SERVICES_LOG = "classpath:dev/halftone/log.properties";

    private static volatile boolean open;

    private SharedLog() {}

    /** Whether there is one; until then, logging goes to the terminal. */
    static boolean isOpen() {
        return open;
    }

    /** Opened before anything logs; the services then find logging set up and leave it so. */
    static void writeTo(Path file) {
        StandardEnvironment environment = new StandardEnvironment();
        environment
                .getPropertySources()
                .addFirst(new MapPropertySource(
                        "shared log",
                        Map.of("logging.file.name", file.toString(), "logging.threshold.console", "OFF")));
        environment.getPropertySources().addLast(servicesLog());
        LogFile logFile = LogFile.get(environment);
        LoggingSystem logging = LoggingSystem.get(SharedLog.class.getClassLoader());
        logging.getSystemProperties(environment).apply(logFile);
        logging.beforeInitialize();
        logging.initialize(new LoggingInitializationContext(environment), null, logFile);
        logging.setLogLevel("kafka", LogLevel.WARN);
        logging.setLogLevel("org.apache.kafka", LogLevel.WARN);
        logging.setLogLevel("kafka.server.DefaultAutoTopicCreationManager", LogLevel.ERROR);
        logging.setLogLevel("org.gaul", LogLevel.WARN);
        open = true;
    }

    private static ResourcePropertySource servicesLog() {
        try {
            return new ResourcePropertySource(SERVICES_LOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
