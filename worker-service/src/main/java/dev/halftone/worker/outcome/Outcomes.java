package dev.halftone.worker.outcome;

import dev.halftone.analysis.Analyses;
import dev.halftone.analysis.Analysis;
import dev.halftone.image.ImageFormat;
import dev.halftone.image.Rendition;
import dev.halftone.outcome.Ending;
import dev.halftone.outcome.Outcome;
import dev.halftone.outcome.Sha256;
import dev.halftone.outcome.StoredRendition;
import io.r2dbc.spi.Readable;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** How images ended. An error of any method is PostgreSQL's, never an image's. */
@Component
@EnableConfigurationProperties(OutcomeSettings.class)
public class Outcomes {

    private static final String STORED = """
            SELECT pipeline, key, format, bytes, width, height, quality, ending
            FROM halftone.renditions
            WHERE source_sha256 = decode(:source, 'hex') AND pipeline = ANY(:pipelines)
            """;

    private static final String KNOWN =
            "SELECT name FROM halftone.analyses WHERE source_sha256 = decode(:source, 'hex') AND name = ANY(:names)";

    private final DatabaseClient database;
    private final OutcomeBatches batches;
    private final OutcomeSettings settings;

    Outcomes(DatabaseClient database, OutcomeBatches batches, OutcomeSettings settings) {
        this.database = database;
        this.batches = batches;
        this.settings = settings;
    }

    /**
     * Records an outcome, counts it and, if it is the last of its job, completes the job. Completes once that is committed, and
     * meanwhile waits out whatever ails PostgreSQL. An image that has an outcome already keeps it and is not counted again.
     */
    public Mono<Void> record(Outcome outcome) {
        return batches.add(outcome);
    }

    /** Those renditions that are already made of these bytes, by whichever job. That their objects still exist is not checked. */
    public Flux<StoredRendition> stored(Sha256 source, List<Rendition> renditions) {
        return database.sql(STORED)
                .bind("source", source.hex())
                .bind(
                        "pipelines",
                        renditions.stream().map(Outcomes::fingerprint).toArray(String[]::new))
                .map(line -> line(line, renditions))
                .all()
                .collectList()
                .timeout(settings.timeout())
                .flatMapIterable(Function.identity())
                .flatMapIterable(Function.identity());
    }

    /** Those of the analyses whose results for these bytes are not recorded yet. */
    public Mono<List<Analysis>> unknown(Sha256 source, List<Analysis> analyses) {
        return database.sql(KNOWN)
                .bind("source", source.hex())
                .bind("names", Analyses.names(analyses).toArray(String[]::new))
                .mapValue(String.class)
                .all()
                .collectList()
                .timeout(settings.timeout())
                .map(known -> analyses.stream()
                        .filter(analysis -> !known.contains(analysis.name()))
                        .toList());
    }

    private static List<StoredRendition> line(Readable line, List<Rendition> renditions) {
        String pipeline = required(line, "pipeline", String.class);
        return renditions.stream()
                .filter(rendition -> fingerprint(rendition).equals(pipeline))
                .map(rendition -> rendition(rendition.name(), line))
                .toList();
    }

    private static StoredRendition rendition(String name, Readable line) {
        return new StoredRendition(
                name,
                required(line, "pipeline", String.class),
                required(line, "key", String.class),
                ImageFormat.of(required(line, "format", String.class)),
                required(line, "bytes", Long.class),
                required(line, "width", Integer.class),
                required(line, "height", Integer.class),
                line.get("quality", Integer.class),
                ending(line.get("ending", String.class)));
    }

    private static @Nullable Ending ending(@Nullable String wireName) {
        return wireName == null ? null : Ending.of(wireName);
    }

    private static String fingerprint(Rendition rendition) {
        return rendition.pipeline().fingerprint();
    }

    private static <T> T required(Readable line, String column, Class<T> type) {
        return Objects.requireNonNull(line.get(column, type), column);
    }
}
