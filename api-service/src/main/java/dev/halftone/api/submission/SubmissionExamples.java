package dev.halftone.api.submission;

/** What the API's description shows of a submission. Tests hold the answers against real ones. */
final class SubmissionExamples {

    static final String DESCRIPTION = """
            Takes a list of images and answers with a request id before any image is touched.

            The manifest is one of these, in UTF-8:

            - `text/csv`: a CSV (RFC 4180; comma, semicolon or tab) with a header. Its columns `S. No.`, `Product Name` \
            and `Input Image Urls` are found in any order, whatever their case, spaces, dots and underscores; the others are carried \
            to the report untouched. Several URLs in one cell are separated by commas.
            - `text/plain`: one URL in each line. Blank lines and those that begin with `#` are left out.
            - `application/json`: an object with `images`, a list of `{"name", "url"}` or `{"name", "data"}`, where `data` is the image \
            itself as base64 or as a data URL of it; and, before or after them, any of the fields below.
            - `application/x-ndjson`: one such image in each line.

            Send it as the part `file` of `multipart/form-data`, or as the body with the fields as query parameters. Any may be gzipped \
            (`Content-Encoding: gzip`).
            """;

    static final String KEY =
            "A name for this submission, best a UUID, in double quotes (draft-ietf-httpapi-idempotency-key-header). "
                    + "Sent again with the same key for a day (`halftone.submission.idempotency-retention`), the same manifest and options are answered with the first job.";

    static final String CODES =
            "`empty_manifest`, `missing_column`, `duplicate_column`, `too_many_columns`, `too_many_rows`, "
                    + "`invalid_utf8`, `nul_byte`, `unclosed_quote`, `stray_quote`, `cell_too_long`, `wrong_cell_count`, `missing_value`, "
                    + "`too_many_urls`, `invalid_url`, `malformed_json`, `unknown_field`, `wrong_type`, `ambiguous_source`, `invalid_base64`, "
                    + "`unsupported_format`, `image_too_large`.";

    static final String MANIFEST = """
            S. No.,Product Name,Input Image Urls
            1,Beanie,https://cdn.example.com/beanie.png
            2,Blue Plimsolls,"https://cdn.example.com/plimsolls-1.png, https://cdn.example.com/plimsolls-2.png"
            """;

    static final String URL_LIST = """
            # beanies
            https://cdn.example.com/beanie.png
            https://cdn.example.com/beanie-2.png
            """;

    static final String DOCUMENT = """
            {
              "images": [
                {"name": "Beanie", "url": "https://cdn.example.com/beanie.png"},
                {"name": "Dot", "data": "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"}
              ],
              "filters": [{"name": "resize", "params": {"width": 600}}]
            }
            """;

    static final String IMAGE_LINES = """
            {"name": "Beanie", "url": "https://cdn.example.com/beanie.png"}
            {"name": "Dot", "data": "R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"}
            """;

    static final String ACCEPTED = """
            {
              "requestId": "0199d3a1-7c00-7000-8000-000000000001",
              "status": "accepted",
              "rows": 2,
              "images": 3,
              "rejectedRows": 0,
              "webhookSecret": "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
              "links": {
                "self": "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001",
                "events": "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001/events",
                "images": "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001/images",
                "report": "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001/report.csv",
                "cancel": "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001/cancel",
                "retry": "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001/retry",
                "deliveries": "/v1/jobs/0199d3a1-7c00-7000-8000-000000000001/deliveries"
              }
            }
            """;

    static final String VALIDATED = """
            {
              "status": "rejected",
              "rows": 1,
              "images": 1,
              "rejectedRows": 1,
              "errors": [
                {
                  "line": 3,
                  "column": "Product Name",
                  "code": "missing_value",
                  "message": "The cell is empty. Every row needs a value for 'Product Name'."
                }
              ]
            }
            """;

    static final String REJECTED = """
            {
              "type": "/problems/rejected-rows",
              "title": "The manifest was rejected",
              "status": 422,
              "detail": "1 row of the manifest was rejected, and nothing was stored. The errors say where and why.",
              "instance": "/v1/jobs",
              "rejectedRows": 1,
              "errors": [
                {
                  "line": 3,
                  "column": "Product Name",
                  "code": "missing_value",
                  "message": "The cell is empty. Every row needs a value for 'Product Name'."
                }
              ]
            }
            """;

    static final String MALFORMED = """
            {
              "type": "/problems/malformed-request",
              "title": "The request cannot be understood",
              "status": 400,
              "detail": "There is no part 'file'. Send the manifest as one.",
              "instance": "/v1/jobs"
            }
            """;

    static final String TOO_LARGE = """
            {
              "type": "/problems/too-large",
              "title": "The request is too large",
              "status": 413,
              "detail": "The body has more than 268435456 bytes, and no more are accepted (halftone.manifest.max-bytes). Split the manifest into several submissions.",
              "instance": "/v1/jobs"
            }
            """;

    static final String UNSUPPORTED_MEDIA_TYPE = """
            {
              "type": "/problems/unsupported-media-type",
              "title": "The body's media type is not supported",
              "status": 415,
              "detail": "The body's Content-Type is 'application/xml'. Supported: [multipart/form-data, text/csv, text/plain, application/json, application/x-ndjson, application/jsonl].",
              "instance": "/v1/jobs"
            }
            """;

    static final String INVALID_PIPELINE = """
            {
              "type": "/problems/invalid-pipeline",
              "title": "The pipeline cannot be run",
              "status": 422,
              "detail": "pipeline: step 2: compress: 'ratio' is 7, but takes a number from 0.05 to 1.0.",
              "instance": "/v1/jobs",
              "errors": [
                {
                  "pointer": "/1/ratio",
                  "code": "invalid_pipeline",
                  "message": "step 2: compress: 'ratio' is 7, but takes a number from 0.05 to 1.0."
                }
              ]
            }
            """;

    static final String UNKNOWN_ANALYSIS = """
            {
              "type": "/problems/unknown-analysis",
              "title": "There is no such analysis",
              "status": 422,
              "detail": "analyses: no analysis is called 'blur-hash'; there are md5, sha256, dimensions, format, dominant-colour, blurhash, perceptual-hash.",
              "instance": "/v1/jobs",
              "errors": [
                {
                  "pointer": "/0",
                  "code": "unknown_analysis",
                  "message": "no analysis is called 'blur-hash'; there are md5, sha256, dimensions, format, dominant-colour, blurhash, perceptual-hash."
                }
              ]
            }
            """;

    static final String INVALID_WEBHOOK = """
            {
              "type": "/problems/invalid-webhook",
              "title": "The webhook cannot be called",
              "status": 422,
              "detail": "A webhookSecret needs a webhookUrl.",
              "instance": "/v1/jobs"
            }
            """;

    static final String REQUEST_TIMEOUT = """
            {
              "type": "/problems/request-timeout",
              "title": "The request did not arrive",
              "status": 408,
              "detail": "For 20 s (halftone.http.read-timeout), nothing came of the body, which has not ended. Nothing was stored.",
              "instance": "/v1/jobs"
            }
            """;

    static final String KEY_BUSY = """
            {
              "type": "/problems/key-busy",
              "title": "The first submission with this key has not ended",
              "status": 409,
              "detail": "Another request with the same Idempotency-Key is still on its way. Send this one again when it has ended.",
              "instance": "/v1/jobs"
            }
            """;

    static final String KEY_REUSED = """
            {
              "type": "/problems/key-reused",
              "title": "The key belongs to another submission",
              "status": 422,
              "detail": "The Idempotency-Key was sent before with another body or other options, which became the job '0199d3a1-7c00-7000-8000-000000000001'. Nothing was stored. Use a new key for a new submission.",
              "instance": "/v1/jobs"
            }
            """;

    static final String UNAVAILABLE = """
            {
              "type": "/problems/unavailable",
              "title": "The service cannot do this now",
              "status": 503,
              "detail": "The database cannot be reached. Nothing was changed.",
              "instance": "/v1/jobs"
            }
            """;

    private SubmissionExamples() {}
}
