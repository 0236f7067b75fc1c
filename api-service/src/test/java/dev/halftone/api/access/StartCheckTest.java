package dev.halftone.api.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.halftone.api.ApiService;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.StandardEnvironment;

class StartCheckTest {

    private static final String KEY = "halftone.access.admin-key=0123456789abcdef0123456789abcdef";
    private static final String TOKENS = "spring.security.oauth2.resourceserver.jwt.issuer-uri=https://id.example.com";
    private static final String AUDIENCES = "spring.security.oauth2.resourceserver.jwt.audiences=halftone";

    private static StandardEnvironment environment(String... settings) {
        StandardEnvironment environment = new StandardEnvironment();
        MutablePropertySources sources = environment.getPropertySources();
        sources.addFirst(new MapPropertySource(
                "test",
                Arrays.stream(settings)
                        .map(setting -> setting.split("=", 2))
                        .collect(Collectors.toMap(setting -> setting[0], setting -> (Object) setting[1]))));
        return environment;
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.1.2.3", "::1", "localhost"})
    void onLoopbackNobodyNeedsAKey(String address) {
        assertThatCode(() -> StartCheck.check(environment("server.address=" + address)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "10.1.2.3", "192.168.0.1", "2001:db8::1"})
    void onAnyOtherAddressKeysOrTokensAreNeeded(String address) {
        String setting = "server.address=" + address;
        assertThatThrownBy(() -> StartCheck.check(environment(setting)))
                .isInstanceOf(UnprotectedException.class)
                .hasMessageContainingAll(address, "server.address", "halftone.access.admin-key", "127.0.0.1");
        assertThatCode(() -> StartCheck.check(environment(setting, KEY))).doesNotThrowAnyException();
        assertThatCode(() -> StartCheck.check(environment(setting, TOKENS, AUDIENCES)))
                .doesNotThrowAnyException();
    }

    @Test
    void noAddressIsEveryAddress() {
        assertThatThrownBy(() -> StartCheck.check(environment())).hasMessageContaining("every address");
        assertThatThrownBy(() -> StartCheck.check(environment("server.address=127.0.0.1", "management.server.port=1")))
                .hasMessageContaining("management.server.address");
    }

    @Test
    void tokensThatWereMadeForOthersAreNotTaken() {
        assertThatThrownBy(() -> StartCheck.check(environment("server.address=127.0.0.1", TOKENS)))
                .hasMessageContaining("audiences");
    }

    @Test
    void theServiceDoesNotStartAndSaysWhatToDo() {
        assertThatThrownBy(() -> ApiService.application().run("--server.port=0", "--server.address=0.0.0.0"))
                .isInstanceOf(UnprotectedException.class);
        UnprotectedException failure = new UnprotectedException("It is open.", "Close it.");
        FailureAnalysis analysis = new UnprotectedAnalyzer().analyze(failure, failure);
        assertThat(Map.of("description", analysis.getDescription(), "action", String.valueOf(analysis.getAction())))
                .isEqualTo(Map.of("description", "It is open.", "action", "Close it."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"short", "0123456789abcdef0123456789abcde ", "0123456789abcdef0123456789abcde\""})
    void anAdminKeyIsLongAndCanBeSent(String key) {
        assertThatThrownBy(() -> new AccessSettings(
                        key, Duration.ofSeconds(1), 1, Duration.ZERO, Duration.ofSeconds(1), "tenant"))
                .hasMessageContaining("admin-key");
    }
}
