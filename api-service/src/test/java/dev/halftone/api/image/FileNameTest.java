package dev.halftone.api.image;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FileNameTest {

    @Test
    void itIsTheLastPartOfAPath() {
        assertThat(FileName.of("photo.jpg", 1)).isEqualTo("photo.jpg");
        assertThat(FileName.of("/home/me/a photo.jpg", 1)).isEqualTo("a photo.jpg");
        assertThat(FileName.of("C:\\me\\photo.jpg", 1)).isEqualTo("photo.jpg");
        assertThat(FileName.of("../../etc/passwd", 1)).isEqualTo("passwd");
    }

    @Test
    void whatCannotBeShownIsLeftOut() {
        assertThat(FileName.of("a\u0000b\r\nc\ud800.jpg", 1)).isEqualTo("abc.jpg");
        assertThat(FileName.of("ünï-🙂.jpg", 1)).isEqualTo("ünï-🙂.jpg");
        assertThat(FileName.of("🙂".repeat(300), 1)).isEqualTo("🙂".repeat(255));
    }

    @Test
    void oneWithoutANameIsCalledByItsNumber() {
        assertThat(FileName.of("", 3)).isEqualTo("image-3");
        assertThat(FileName.of("photos/", 4)).isEqualTo("image-4");
    }
}
