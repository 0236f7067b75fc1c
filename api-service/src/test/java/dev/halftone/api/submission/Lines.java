package dev.halftone.api.submission;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.util.List;
import org.slf4j.LoggerFactory;

/** What a logger writes meanwhile. */
final class Lines implements AutoCloseable {

    private final Logger logger;
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();

    private Lines(Logger logger) {
        this.logger = logger;
    }

    static Lines of(String name) {
        Lines lines = new Lines((Logger) LoggerFactory.getLogger(name));
        lines.lines.start();
        lines.logger.addAppender(lines.lines);
        return lines;
    }

    List<ILoggingEvent> ofLevel(Level level) {
        return lines.list.stream().filter(line -> line.getLevel() == level).toList();
    }

    @Override
    public void close() {
        logger.detachAppender(lines);
    }
}
