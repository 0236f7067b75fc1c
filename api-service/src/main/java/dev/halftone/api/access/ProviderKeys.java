package dev.halftone.api.access;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.net.URI;
import java.time.Duration;
import org.springframework.boot.security.oauth2.server.resource.autoconfigure.reactive.JwkSetUriReactiveJwtDecoderBuilderCustomizer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.oauth2.jwt.NimbusReactiveJwtDecoder.JwkSetUriReactiveJwtDecoderBuilder;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeFunction;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;

/**
 * What the identity provider publishes, asked for at most once in a while: a token that names a key which is not known would
 * otherwise have all of it read again, each time, for whoever makes such tokens up.
 */
@Component
class ProviderKeys implements JwkSetUriReactiveJwtDecoderBuilderCustomizer {

    private static final int ADDRESSES = 16;
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final Cache<URI, Mono<Document>> read;

    ProviderKeys(AccessSettings settings) {
        this.read = Caffeine.newBuilder()
                .maximumSize(ADDRESSES)
                .expireAfterWrite(settings.providerMemory())
                .executor(Runnable::run)
                .build();
    }

    private record Document(HttpStatusCode status, HttpHeaders headers, String body) {

        static Mono<Document> of(ClientResponse response) {
            return response.bodyToMono(String.class)
                    .defaultIfEmpty("")
                    .map(body -> new Document(
                            response.statusCode(), response.headers().asHttpHeaders(), body));
        }

        ClientResponse again() {
            return ClientResponse.create(status)
                    .headers(copy -> copy.putAll(headers))
                    .body(body)
                    .build();
        }
    }

    @Override
    public void customize(JwkSetUriReactiveJwtDecoderBuilder decoder) {
        decoder.webClient(WebClient.builder().filter(this::ask).build());
    }

    /** A failure is remembered, too: a provider that is ill is not asked more often than one that is well. */
    private Mono<ClientResponse> ask(ClientRequest request, ExchangeFunction next) {
        return Mono.defer(() -> read.get(
                        request.url(),
                        _ -> next.exchange(request)
                                .flatMap(Document::of)
                                .timeout(PATIENCE)
                                .cache()))
                .map(Document::again);
    }
}
