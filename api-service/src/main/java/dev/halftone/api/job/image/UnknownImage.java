package dev.halftone.api.job.image;

import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Documents that an address answers with 404 where its image is not known. */
@Documented
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@ApiResponse(
        responseCode = "404",
        description = "No image has this id, SHA-256 or MD5, or nothing of it is stored.",
        content = @Content(examples = @ExampleObject("""
                                        {"type": "/problems/not-found", "title": "There is nothing here", "status": 404,
                                         "detail": "No image has the id, SHA-256 or MD5 '9e107d9d372bb6826bd81d3542a419d6'.",
                                         "instance": "/v1/images/9e107d9d372bb6826bd81d3542a419d6"}
                                        """)))
@interface UnknownImage {}
