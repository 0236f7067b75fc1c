package dev.halftone.egress;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class TargetUrlTest {

    private static final EgressPolicy PUBLIC = new EgressPolicy(List.of(), List.of(), List.of("80", "443"));

    static Stream<HostileCase> urlsToReject() {
        return HostileCase.all("url", "reject-400");
    }

    static Stream<HostileCase> urlsOfDeniedAddresses() {
        return HostileCase.all("url", "block-address");
    }

    static Stream<HostileCase> urlsToAccept() {
        return HostileCase.all("url", "accept");
    }

    @Test
    void theWholeTableOfCasesIsRead() {
        assertThat(urlsToReject()).hasSize(25);
        assertThat(urlsOfDeniedAddresses()).hasSize(6);
        assertThat(urlsToAccept()).hasSize(3);
    }

    @ParameterizedTest
    @MethodSource("urlsToReject")
    void hostileUrlsAreRejectedWithTheMend(HostileCase hostile) {
        assertThatExceptionOfType(InvalidUrlException.class)
                .isThrownBy(() -> TargetUrl.parse(hostile.input()))
                .withMessageContaining(";");
    }

    @ParameterizedTest
    @MethodSource("urlsOfDeniedAddresses")
    void deniedAddressesPassTheGrammarAndNotTheAddressRule(HostileCase hostile) throws InvalidUrlException {
        InetAddress literal = TargetUrl.parse(hostile.input()).literal().orElseThrow();
        assertThat(PUBLIC.allows(literal)).isFalse();
        assertThatExceptionOfType(InvalidUrlException.class)
                .isThrownBy(() -> PUBLIC.check(hostile.input()))
                .withMessageContaining("may not be connected to");
    }

    @ParameterizedTest
    @MethodSource("urlsToAccept")
    void ordinaryUrlsAreAccepted(HostileCase ordinary) throws InvalidUrlException {
        assertThat(PUBLIC.check(ordinary.input()).literal()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "https://example.com/a%20b.png?x=1#frag, https://example.com/a%20b.png?x=1",
        "HTTPS://CDN.Example.COM, https://cdn.example.com/",
        "http://example.com?x, http://example.com/?x",
        "https://b\u00fccher.example/a.png, https://xn--bcher-kva.example/a.png",
        "https://example.com/b\u00fccher.png, https://example.com/b%C3%BCcher.png",
        "'https://example.com/a.jpg?size=1|2&x=[3]', https://example.com/a.jpg?size=1%7C2&x=%5B3%5D",
        "http://[2606:4700:4700::1111]:80/a, http://[2606:4700:4700:0:0:0:0:1111]:80/a",
        "http://[::ffff:127.0.0.1]/a, http://127.0.0.1/a",
        "http://[64:ff9b::127.0.0.1]/a, http://[64:ff9b:0:0:0:0:7f00:1]/a",
        "http://1.1.1.1:80/a, http://1.1.1.1:80/a"
    })
    void theUrlIsBroughtIntoTheFormThatIsSent(String written, String sent) throws InvalidUrlException {
        assertThat(TargetUrl.parse(written).uri()).hasToString(sent);
    }

    @Test
    void hostAndPortAreRead() throws InvalidUrlException {
        TargetUrl url = TargetUrl.parse("https://[2606:4700::1111]:8443/a");
        assertThat(url.host()).isEqualTo("2606:4700:0:0:0:0:0:1111");
        assertThat(url.port()).isEqualTo(8443);
        assertThat(url.isSecure()).isTrue();
        assertThat(TargetUrl.parse("http://example.com/").port()).isEqualTo(80);
        assertThat(TargetUrl.parse("http://example.com/").isSecure()).isFalse();
        assertThat(TargetUrl.parse("http://example.com/").literal()).isEmpty();
        assertThat(TargetUrl.parse("http://1.2.3.example.xn--h1").literal()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://0177.0.0.1/",
                "http://127.1/",
                "http://127.0.0.1./",
                "http://127.0.0.01/",
                "http://256.0.0.1/",
                "http://1.2.3.4.5/",
                "http://example.0x7f/",
                "http://127\u30020\u30020\u30021/",
                "http://\uff11\uff12\uff17.0.0.1/",
                "http://stra\u00dfe.example/",
                "http://a..example/",
                "http://-a.example/",
                "http://a_b.example/",
                "http://example.com./",
                "http://printer.local/",
                "http://router.lan/",
                "http://vault.internal/",
                "http://nas.home.arpa/",
                "http://[::1/",
                "http://[::1]x/",
                "http://[127.0.0.1]/",
                "http://[::ffff:127.0.0.1%1]/",
                "http://[:::1]/",
                "http://example.com:0/",
                "http://example.com:65536/",
                "http://example.com:99999999/",
                "http://example.com:/",
                "http:///a.png",
                "http://example.com/a b.png",
                "http://example.com/100%.png",
                "ftp://example.com/a.png",
                "a.png",
                "",
                "http://example.com\u2028/"
            })
    void whateverElseIsNoPublicUrlIsRejected(String url) {
        assertThatExceptionOfType(InvalidUrlException.class).isThrownBy(() -> TargetUrl.parse(url));
    }

    @ParameterizedTest
    @CsvSource({
        "b.png, https://example.com/x/b.png",
        "/b.png, https://example.com/b.png",
        "../b.png, https://example.com/b.png",
        "?v=2, https://example.com/x/a.png?v=2",
        "//cdn.example/b.png, https://cdn.example/b.png",
        "http://cdn.example/b.png, http://cdn.example/b.png",
        "file:///etc/passwd, file:///etc/passwd",
        "b\u00fc.png#top, https://example.com/x/b%C3%BC.png",
        "'', https://example.com/x/a.png?v=1",
        "#top, https://example.com/x/a.png?v=1"
    })
    void aRedirectIsResolvedAgainstWhereItCameFrom(String location, String target) throws InvalidUrlException {
        assertThat(TargetUrl.parse("https://example.com/x/a.png?v=1").resolve(location))
                .isEqualTo(target);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/a\r\nHost: evil", "1:b", "\\\\evil.example\\a", "/%zz"})
    void aRedirectToWhatIsNoUrlIsRefused(String location) throws InvalidUrlException {
        TargetUrl from = TargetUrl.parse("https://example.com/");
        assertThatExceptionOfType(InvalidUrlException.class).isThrownBy(() -> from.resolve(location));
    }
}
