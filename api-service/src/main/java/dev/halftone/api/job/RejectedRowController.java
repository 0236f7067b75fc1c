package dev.halftone.api.job;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.halftone.api.problem.ProblemError;
import dev.halftone.job.JobId;
import io.r2dbc.spi.Readable;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.r2dbc.core.DatabaseClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** The rows that a lenient job left out. */
@RestController
@Tag(name = "Jobs")
class RejectedRowController {

    private static final String PAGE = """
            SELECT ordinal, line, column_name, pointer, code, message
            FROM halftone.rejected_rows
            WHERE job_id = :job AND ordinal > :after
            ORDER BY ordinal
            LIMIT :limit
            """;

    private final DatabaseClient database;
    private final Jobs jobs;

    RejectedRowController(DatabaseClient database, Jobs jobs) {
        this.database = database;
        this.jobs = jobs;
    }

    /** A page of faults. */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    @Schema(
            name = "RejectedRowPage",
            description = "A page of what was wrong in rejected rows, in the manifest's order.")
    record RejectedRowPage(
            @Schema(
                    description = "How many rows were rejected; of very many, only the first faults are kept.",
                    example = "3")
            int rejectedRows,

            List<ProblemError> errors,

            @Schema(description = "The next page's 'after'; absent on the last page.", example = "100") @Nullable
            String next) {}

    private record Fault(int ordinal, ProblemError error) {

        static Fault read(Readable line) {
            Columns columns = new Columns(line);
            return new Fault(
                    columns.number("ordinal"),
                    new ProblemError(
                            columns.number("line"),
                            line.get("column_name", String.class),
                            line.get("pointer", String.class),
                            columns.text("code"),
                            columns.text("message")));
        }
    }

    @GetMapping(value = "/v1/jobs/{requestId}/rejected-rows", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The rows of the manifest that were left out, and why", operationId = "listRejectedRows")
    @ApiResponse(responseCode = "200", description = "A page of faults; empty unless the mode was `lenient`.")
    @UnknownJob
    Mono<RejectedRowPage> list(
            @Parameter(description = "The request id.", example = "0199d3a1-7c00-7000-8000-000000000001") @PathVariable
                    String requestId,
            @Parameter(description = "Go on after this: the 'next' of the page before.")
                    @RequestParam(defaultValue = "0")
                    int after,
            @Parameter(description = "How many faults, from 1 to 1000.", example = "100")
                    @RequestParam(defaultValue = PageSize.DEFAULT)
                    int limit) {
        if (after < 0) {
            throw PageCursor.refused(after);
        }
        PageSize size = new PageSize(limit);
        return jobs.require(requestId)
                .flatMap(job -> faults(job.id(), after, size).collectList().map(read -> page(job, read, size)));
    }

    private Flux<Fault> faults(JobId job, int after, PageSize size) {
        return database.sql(PAGE)
                .bind("job", job.value())
                .bind("after", after)
                .bind("limit", size.toRead())
                .map(Fault::read)
                .all();
    }

    private static RejectedRowPage page(Job job, List<Fault> read, PageSize size) {
        return new RejectedRowPage(
                job.rejectedRows(),
                size.entries(read).stream().map(Fault::error).toList(),
                size.next(read, Fault::ordinal));
    }
}
