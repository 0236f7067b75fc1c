package dev.halftone.api.submission;

import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.enums.ParameterIn;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.http.MediaType;

/** Describes the one call that both ways to submit are to the client. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Operation(
        operationId = "submitJob",
        summary = "Submit a manifest",
        description = SubmissionExamples.DESCRIPTION,
        parameters =
                @Parameter(
                        name = IdempotencyHeader.NAME,
                        in = ParameterIn.HEADER,
                        description = SubmissionExamples.KEY,
                        schema = @Schema(type = "string"),
                        example = "\"8e03978e-40d5-43dd-bc93-6894a57f9324\""),
        requestBody =
                @RequestBody(
                        required = true,
                        content = {
                            @Content(
                                    mediaType = MediaType.MULTIPART_FORM_DATA_VALUE,
                                    schema = @Schema(implementation = SubmissionFields.class)),
                            @Content(
                                    mediaType = "text/csv",
                                    schema = @Schema(type = "string"),
                                    examples = @ExampleObject(name = "manifest", value = SubmissionExamples.MANIFEST)),
                            @Content(
                                    mediaType = MediaType.TEXT_PLAIN_VALUE,
                                    schema = @Schema(type = "string"),
                                    examples = @ExampleObject(name = "urls", value = SubmissionExamples.URL_LIST)),
                            @Content(
                                    mediaType = MediaType.APPLICATION_JSON_VALUE,
                                    schema = @Schema(implementation = SubmissionDocument.class),
                                    examples = @ExampleObject(name = "document", value = SubmissionExamples.DOCUMENT)),
                            @Content(
                                    mediaType = MediaType.APPLICATION_NDJSON_VALUE,
                                    schema = @Schema(type = "string"),
                                    examples = @ExampleObject(name = "lines", value = SubmissionExamples.IMAGE_LINES))
                        }))
@interface DescribedSubmission {}
