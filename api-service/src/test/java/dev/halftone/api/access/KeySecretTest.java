package dev.halftone.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class KeySecretTest {

    private static final int LENGTH = 52;

    @Test
    void hasAFormThatScannersKnow() {
        assertThat(Stream.generate(KeySecret::next).limit(1000))
                .allSatisfy(secret -> assertThat(secret.text()).matches("ht_[0-9A-Za-z]{49}"))
                .allSatisfy(secret -> assertThat(KeySecret.parse(secret.text())).contains(secret))
                .doesNotHaveDuplicates();
    }

    @Test
    void isKnownToBeNoneWhereACharacterIsWrong() {
        String text = KeySecret.next().text();
        assertThat(IntStream.range(0, LENGTH)
                        .mapToObj(place -> text.substring(0, place)
                                + (text.charAt(place) == 'a' ? 'b' : 'a')
                                + text.substring(place + 1)))
                .hasSize(LENGTH)
                .allSatisfy(wrong -> assertThat(KeySecret.parse(wrong)).isEmpty());
        assertThat(KeySecret.parse(text.substring(1))).isEmpty();
        assertThat(KeySecret.parse(text + "0")).isEmpty();
        assertThat(KeySecret.parse("")).isEmpty();
    }

    @Test
    void tellsNobodyItsSecretByAccident() {
        KeySecret secret = KeySecret.next();
        assertThat(secret.toString()).hasSizeLessThan(10);
        assertThat(secret.hash().hex()).doesNotContain(secret.text());
    }
}
