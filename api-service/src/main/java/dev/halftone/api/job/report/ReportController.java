package dev.halftone.api.job.report;

import dev.halftone.api.job.Job;
import dev.halftone.api.job.Jobs;
import dev.halftone.api.job.UnknownJob;
import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

@RestController
@Tag(name = "Jobs")
class ReportController {

    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);
    private static final String RETRIES = "retries";

    private final Jobs jobs;
    private final Report report;

    ReportController(Jobs jobs, Report report) {
        this.jobs = jobs;
        this.report = report;
    }

    @GetMapping("/v1/jobs/{requestId}/report.csv")
    @Operation(
            summary = "The manifest back, with what became of it",
            description =
                    "The manifest's own columns in order, then `Output Image Urls` (with several renditions one column each, `Output Image Urls (name)`), `Status` (`succeeded`, `partly_succeeded`, `failed`, `cancelled` or `pending`) and `Failures`. A cell that a spreadsheet would run as a formula begins with an apostrophe. It can be read at any time; rows that have not ended say so.",
            operationId = "getReport")
    @ApiResponse(
            responseCode = "200",
            description = "RFC 4180 text in UTF-8, streamed.",
            content =
                    @Content(mediaType = "text/csv", schema = @Schema(type = "string"), examples = @ExampleObject("""
                                            S. No.,Product Name,Input Image Urls,Output Image Urls,Status,Failures
                                            1,Lamp,https://img.example.com/1.jpg,https://cdn.example.com/renditions/9f/9f86…/97933900729d9382.jpg,succeeded,
                                            2,Desk,https://img.example.com/2.jpg,,failed,https://img.example.com/2.jpg: http_status 404
                                            """)))
    @ApiResponse(responseCode = "400", description = "A parameter is not what it should be.")
    @UnknownJob
    Mono<ResponseEntity<Flux<DataBuffer>>> read(
            @Parameter(description = "The request id.", example = "0199d3a1-7c00-7000-8000-000000000001") @PathVariable
                    String requestId,
            @Parameter(
                            description = "With `retries`, an image that failed is shown as the job's retries have it.",
                            example = "retries")
                    @RequestParam(required = false)
                    @Nullable
                    String follow) {
        boolean followRetries = RETRIES.equals(follow);
        if (follow != null && !followRetries) {
            throw new ProblemException(
                    Problem.MALFORMED_REQUEST, "'follow' is '" + follow + "', but takes only '" + RETRIES + "'.");
        }
        return jobs.require(requestId).map(job -> answer(job, followRetries));
    }

    private ResponseEntity<Flux<DataBuffer>> answer(Job job, boolean followRetries) {
        ContentDisposition attachment = ContentDisposition.attachment()
                .filename("report-" + job.id() + ".csv")
                .build();
        return ResponseEntity.ok()
                .contentType(CSV)
                .header(HttpHeaders.CONTENT_DISPOSITION, attachment.toString())
                .body(report.csv(job, followRetries).map(ReportController::bytes));
    }

    private static DataBuffer bytes(String text) {
        return DefaultDataBufferFactory.sharedInstance.wrap(text.getBytes(StandardCharsets.UTF_8));
    }
}
