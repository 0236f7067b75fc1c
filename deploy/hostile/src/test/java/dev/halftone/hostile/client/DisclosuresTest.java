package dev.halftone.hostile.client;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DisclosuresTest {

    private final Disclosures disclosures = new Disclosures();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"message\": \"connect to 127.0.0.1:5432 refused\"}",
                "{\"images\": [{\"message\": \"java.io.IOException: reset\"}]}",
                "{\"detail\": \"SELECT id FROM jobs\"}",
                "{\"detail\": \"no such host: localhost\"}",
                "<html>at dev.halftone.Worker</html>"
            })
    void whatIsOursIsNoted(String answer) {
        disclosures.hear(answer);

        assertThat(disclosures.take()).hasSize(1);
        assertThat(disclosures.take()).isEmpty();
    }

    @Test
    void whatTheClientWroteItselfIsNot() {
        disclosures.hear(
                "{\"images\": [{\"url\": \"http://127.0.0.1/a.png\", \"message\": \"Use a public address.\"}]}");

        assertThat(disclosures.take()).isEmpty();
    }
}
