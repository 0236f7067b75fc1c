package dev.halftone.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SourceUrlsTest {

    @Test
    void splitsAtCommasWithAndWithoutSpaces() {
        assertThat(SourceUrls.split(" https://e.com/a,https://e.com/b , HTTP://e.com/c,\r\nftp://d "))
                .containsExactly("https://e.com/a", "https://e.com/b", "HTTP://e.com/c", "ftp://d");
    }

    @Test
    void keepsTheCommasOfAUrl() {
        assertThat(SourceUrls.split("https://e.com/w_200,h_100/a.jpg?crop=1,2,3,4, https://e.com/b"))
                .containsExactly("https://e.com/w_200,h_100/a.jpg?crop=1,2,3,4", "https://e.com/b");
    }

    @Test
    void dropsACommaAtTheEndAndKeepsAnEmptyPlaceBetweenTwo() {
        assertThat(SourceUrls.split("https://e.com/a,, https://e.com/b,"))
                .containsExactly("https://e.com/a", "", "https://e.com/b");
    }
}
