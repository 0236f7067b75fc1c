package dev.halftone.api.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class HttpSettingsTest {

    private static HttpSettings bind(Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties))
                .bindOrCreate("halftone.http", HttpSettings.class);
    }

    @Test
    void hasSafeDefaults() {
        assertThat(bind(Map.of()))
                .isEqualTo(new HttpSettings(
                        Duration.ofSeconds(20),
                        DataSize.ofKilobytes(2),
                        Duration.ofMinutes(5),
                        Duration.ofMinutes(30),
                        Duration.ofSeconds(15),
                        Duration.ofSeconds(75),
                        Duration.ofSeconds(60),
                        5000));
    }

    @ParameterizedTest
    @CsvSource({"read-timeout, 0s", "min-rate, -1B", "head-timeout, -1s", "write-timeout, 0s", "max-connections, 0"})
    void refusesWhatLetsNothingThrough(String setting, String value) {
        assertThatThrownBy(() -> bind(Map.of("halftone.http." + setting, value)))
                .isInstanceOf(BindException.class);
    }
}
