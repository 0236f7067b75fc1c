package dev.halftone.api.job;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents that an address answers with 404 where its request id is not known. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "404",
        description = "No job has this request id.",
        content = @Content(examples = @ExampleObject("""
                                        {"type": "/problems/not-found", "title": "There is nothing here", "status": 404,
                                         "detail": "No job has the request id '0199d3a1-7c00-7000-8000-000000000001'.",
                                         "instance": "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001"}
                                        """)))
public @interface UnknownJob {}
