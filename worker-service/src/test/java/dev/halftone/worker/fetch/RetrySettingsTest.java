package dev.halftone.worker.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RetrySettingsTest {

    @Test
    void everySettingHasADefault() {
        assertThat(bound(Map.of()))
                .isEqualTo(new RetrySettings(3, Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofHours(24)));
    }

    @Test
    void everySettingIsSetByItsName() {
        assertThat(bound(Map.of("max-attempts", "1", "backoff", "1ms", "max-pause", "0s", "max-wait", "1h")))
                .isEqualTo(new RetrySettings(1, Duration.ofMillis(1), Duration.ZERO, Duration.ofHours(1)));
    }

    @ParameterizedTest
    @CsvSource({"max-attempts,0", "backoff,0s", "max-pause,-1s", "max-wait,29s"})
    void aSettingThatCannotWorkIsRefusedByName(String name, String value) {
        assertThatExceptionOfType(BindException.class)
                .isThrownBy(() -> bound(Map.of(name, value)))
                .havingRootCause()
                .withMessageContaining("halftone.retry." + name);
    }

    private static RetrySettings bound(Map<String, String> values) {
        MapConfigurationPropertySource source = new MapConfigurationPropertySource();
        values.forEach((name, value) -> source.put("halftone.retry." + name, value));
        return new Binder(source).bindOrCreate("halftone.retry", RetrySettings.class);
    }
}
