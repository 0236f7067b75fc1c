package dev.halftone.api.manifest;

import dev.halftone.api.manifest.CellRules.Fault;
import dev.halftone.api.manifest.ManifestLine.ImageBytes;
import dev.halftone.upload.Upload;
import dev.halftone.upload.UploadCheck;
import dev.halftone.upload.UploadFault;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** An image that stands in a JSON string: as base64, or as a data URL of it. Read piece by piece; reading blocks. */
final class InlineImage {

    static final String SCHEME = "data:";

    private static final int PIECE = 64 * 1024;
    private static final int LONGEST_PREFIX = 256;

    private final Upload upload = Upload.next("");
    private final StringContent content;
    private final PushbackInputStream text;
    private final InputStream decoded;
    private final UploadCheck check;
    private final long maxBytes;
    private boolean begun;
    private boolean ended;
    private @Nullable Fault fault;

    /** @param json behind the string's first quote */
    InlineImage(JsonBytes json, long maxBytes) {
        this.content = new StringContent(json);
        this.text = new PushbackInputStream(content, SCHEME.length());
        this.decoded = Base64.getDecoder().wrap(text);
        this.check = new UploadCheck(maxBytes);
        this.maxBytes = maxBytes;
    }

    /** The next piece; none once there is a fault. Not to be called after the last. */
    Optional<ImageBytes> next() {
        try {
            return next(begun || skipPrefix());
        } catch (IOException e) {
            return failed(
                    RejectionCode.INVALID_BASE64,
                    "The data is not base64. Encode the image's bytes with the alphabet of RFC 4648; a data URL begins with 'data:image/…;base64,'.");
        }
    }

    private Optional<ImageBytes> next(boolean isBase64) throws IOException {
        if (!isBase64) {
            return failed(
                    RejectionCode.INVALID_BASE64,
                    "The data is a data URL, but not of base64. Begin it with 'data:image/…;base64,'.");
        }
        byte[] bytes = decoded.readNBytes(PIECE);
        ended = bytes.length < PIECE;
        ByteBuffer piece = ByteBuffer.wrap(bytes);
        Optional<UploadFault> found = check.add(piece).or(() -> ended ? check.end() : Optional.empty());
        if (found.isPresent()) {
            return failed(found.get());
        }
        begun = true;
        return Optional.of(new ImageBytes(upload, piece, ended));
    }

    /** False if there is a prefix, and it is not of base64. */
    private boolean skipPrefix() throws IOException {
        byte[] start = text.readNBytes(SCHEME.length());
        if (!new String(start, StandardCharsets.US_ASCII).equalsIgnoreCase(SCHEME)) {
            text.unread(start);
            return true;
        }
        StringBuilder prefix = new StringBuilder();
        int next = text.read();
        while (next >= 0 && next != ',' && prefix.length() < LONGEST_PREFIX) {
            prefix.append((char) next);
            next = text.read();
        }
        return next == ',' && prefix.toString().toLowerCase(Locale.ROOT).endsWith(";base64");
    }

    private Optional<ImageBytes> failed(UploadFault found) {
        return switch (found) {
            case EMPTY ->
                failed(RejectionCode.MISSING_VALUE, "The data is empty. Put the image's bytes there, as base64.");
            case UNSUPPORTED_FORMAT ->
                failed(
                        RejectionCode.UNSUPPORTED_FORMAT,
                        "The data is no JPEG, PNG, GIF, WebP, AVIF or TIFF image. Send the bytes of one of these, as base64.");
            case TOO_LARGE ->
                failed(
                        RejectionCode.IMAGE_TOO_LARGE,
                        "The image has more than " + maxBytes
                                + " bytes, and no more are accepted (halftone.fetch.max-bytes). Send a smaller one.");
        };
    }

    private Optional<ImageBytes> failed(RejectionCode code, String message) {
        fault = new Fault(code, message);
        content.finish();
        return Optional.empty();
    }

    Upload upload() {
        return upload;
    }

    /** Whether pieces of it were given out, and the last one not. */
    boolean isOpen() {
        return begun && !ended;
    }

    boolean hasEnded() {
        return ended || fault != null;
    }

    /** What is wrong with it, as far as it was read. */
    Optional<Fault> fault() {
        return Optional.ofNullable(fault);
    }
}
