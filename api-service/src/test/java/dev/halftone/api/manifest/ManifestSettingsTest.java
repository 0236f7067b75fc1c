package dev.halftone.api.manifest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;

class ManifestSettingsTest {

    @Test
    void hasSafeDefaults() {
        assertThat(bind("halftone.manifest", ManifestSettings.class, Map.of()))
                .isEqualTo(new ManifestSettings(DataSize.ofMegabytes(256), 1_000_000, 100, 32_767, 200));
        assertThat(bind("halftone.egress", EgressSettings.class, Map.of()))
                .isEqualTo(new EgressSettings(List.of(), List.of(), List.of("80", "443")));
    }

    @Test
    void readsEverySetting() {
        assertThat(bind(
                        "halftone.manifest",
                        ManifestSettings.class,
                        Map.of(
                                "halftone.manifest.max-bytes", "1MB",
                                "halftone.manifest.max-rows", "2",
                                "halftone.manifest.max-urls-per-row", "3",
                                "halftone.manifest.max-cell-length", "4",
                                "halftone.manifest.max-columns", "5")))
                .isEqualTo(new ManifestSettings(DataSize.ofMegabytes(1), 2, 3, 4, 5));
        assertThat(bind(
                        "halftone.egress",
                        EgressSettings.class,
                        Map.of(
                                "halftone.egress.allowed-networks", "127.0.0.1/32",
                                "halftone.egress.denied-networks", "8.8.8.8/32",
                                "halftone.egress.allowed-ports", "80,8000-8999")))
                .isEqualTo(
                        new EgressSettings(List.of("127.0.0.1/32"), List.of("8.8.8.8/32"), List.of("80", "8000-8999")));
    }

    @Test
    void refusesLimitsThatLetNothingThrough() {
        assertThatThrownBy(() -> new ManifestSettings(DataSize.ofMegabytes(1), 0, 1, 1, 3))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new ManifestSettings(DataSize.ofMegabytes(1), 1, 40_000, 1, 3))
                .hasMessageContaining("max-urls-per-row");
        assertThatThrownBy(() -> new ManifestSettings(DataSize.ofMegabytes(1), 1, 1, 1, 2))
                .hasMessageContaining("max-columns");
    }

    private static <T> T bind(String prefix, Class<T> type, Map<String, String> properties) {
        return new Binder(new MapConfigurationPropertySource(properties)).bindOrCreate(prefix, type);
    }
}
