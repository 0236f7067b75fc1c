package dev.halftone.faults.proxy;

import java.nio.charset.StandardCharsets;

/** What S3 says when it does not serve a request. */
public enum HttpRefusal {
    ACCESS_DENIED("403 Forbidden", "AccessDenied", "Access Denied"),
    SLOW_DOWN("503 Slow Down", "SlowDown", "Please reduce your request rate.");

    private final String status;
    private final String code;
    private final String message;

    HttpRefusal(String status, String code, String message) {
        this.status = status;
        this.code = code;
        this.message = message;
    }

    /** The reply to a request whose body is not waited for, so the connection serves no other after it. */
    byte[] to(HttpHead request) {
        String body = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<Error><Code>" + code + "</Code><Message>" + message
                + "</Message><RequestId>4442587FB7D0A2F9</RequestId></Error>";
        String head = "HTTP/1.1 " + status + "\r\nx-amz-request-id: 4442587FB7D0A2F9\r\nContent-Type: application/xml"
                + "\r\nConnection: close\r\nContent-Length: " + body.length() + "\r\n\r\n";
        return (request.asksForHeadOnly() ? head : head + body).getBytes(StandardCharsets.US_ASCII);
    }
}
