package dev.halftone.upload;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halftone.egress.EgressPolicy;
import dev.halftone.egress.InvalidUrlException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class UploadTest {

    private static final byte[] GIF = "GIF89a and what follows".getBytes(StandardCharsets.US_ASCII);

    @Test
    void anUploadIsReadAsItIsWritten() {
        for (String name : List.of("", "photo.jpg", "a/b: c\n\"d\"", "ж")) {
            Upload upload = Upload.next(name);
            assertThat(Upload.of(upload.text())).contains(upload);
            assertThat(Upload.shown(upload.text())).isEqualTo(name);
        }
    }

    @Test
    void aUrlIsShownAsItIs() {
        assertThat(Upload.of("https://example.com/upload:a")).isEmpty();
        assertThat(Upload.shown("https://example.com/a.jpg")).isEqualTo("https://example.com/a.jpg");
    }

    @Test
    void whatOnlyBeginsLikeAnUploadIsRefused() {
        assertThatThrownBy(() -> Upload.of("upload:1")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Upload.of("upload:" + "-".repeat(36) + "/a"))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void nobodyCanSubmitOneAsAUrl() {
        EgressPolicy open = new EgressPolicy(List.of("0.0.0.0/0"), List.of(), List.of("1-65535"));
        assertThatThrownBy(() -> open.check(Upload.next("a").text())).isInstanceOf(InvalidUrlException.class);
    }

    @Test
    void whatBeginsLikeAnImageIsOneHoweverItIsCut() {
        UploadCheck check = new UploadCheck(GIF.length);
        for (byte each : GIF) {
            assertThat(check.add(ByteBuffer.wrap(new byte[] {each}))).isEmpty();
        }
        assertThat(check.end()).isEmpty();
    }

    @Test
    void whatBeginsLikeNoneIsRefusedAsSoonAsItIsKnown() {
        assertThat(new UploadCheck(5000).add(ByteBuffer.allocate(1024))).contains(UploadFault.UNSUPPORTED_FORMAT);
        UploadCheck brief = new UploadCheck(5000);
        assertThat(brief.add(ByteBuffer.allocate(10))).isEmpty();
        assertThat(brief.end()).contains(UploadFault.UNSUPPORTED_FORMAT);
        assertThat(new UploadCheck(5000).end()).contains(UploadFault.EMPTY);
    }

    @Test
    void whatIsLargerThanItMayBeIsRefused() {
        assertThat(new UploadCheck(GIF.length - 1).add(ByteBuffer.wrap(GIF))).contains(UploadFault.TOO_LARGE);
    }
}
