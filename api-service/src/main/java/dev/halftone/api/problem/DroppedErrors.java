package dev.halftone.api.problem;

import java.util.concurrent.CancellationException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.web.util.DisconnectedClientHelper;
import reactor.core.publisher.Hooks;

/**
 * Notes errors that come when nobody listens any more. Most are a second fault of a request that was refused for its first; a line
 * for each would let whoever sends such requests fill the log.
 */
@Component
final class DroppedErrors {

    private static final Logger LOG = LoggerFactory.getLogger(DroppedErrors.class);

    static {
        // once, as the hook is of all services in this JVM, and adds to what is there
        Hooks.onErrorDropped(DroppedErrors::note);
    }

    private static void note(Throwable error) {
        if (error instanceof CancellationException
                || DisconnectedClientHelper.isClientDisconnectedException(error)
                || ProblemTranslation.translate(error).problem().status().is4xxClientError()) {
            LOG.debug("after the request was answered", error);
        } else {
            LOG.error("An error came when nobody listened any more", error);
        }
    }
}
