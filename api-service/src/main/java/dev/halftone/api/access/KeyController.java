package dev.halftone.api.access;

import dev.halftone.api.problem.Problem;
import dev.halftone.api.problem.ProblemException;
import dev.halftone.api.tenant.Tenant;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.convert.DurationStyle;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Keys are made, listed, replaced and revoked, with the admin key. */
@RestController
@Tag(name = "Administration", description = "With the admin key: make and revoke keys, and set what a tenant may have.")
class KeyController {

    private static final Logger LOG = LoggerFactory.getLogger(KeyController.class);
    private static final int LONGEST_NAME = 200;
    private static final Duration LONGEST_OVERLAP = Duration.ofDays(30);

    private final ApiKeys keys;
    private final KnownKeys known;
    private final AccessSettings settings;

    KeyController(ApiKeys keys, KnownKeys known, AccessSettings settings) {
        this.keys = keys;
        this.known = known;
        this.settings = settings;
    }

    /** A key that was just made. */
    @Schema(name = "MadeKey", description = "A key that was just made.")
    record MadeKey(
            @Schema(
                    description = "What to send as `Authorization: Bearer`. It is told here and never again.",
                    example = "ht_Xy12pQk0cXJ5bLJH3vSgnJ1Sxgyn9Ruyb0vXk1mVb7E3f9aB0")
            String secret,

            ApiKey key) {}

    /** The latest keys. */
    @Schema(name = "KeyList", description = "The latest thousand keys, latest first.")
    record KeyList(List<ApiKey> keys) {}

    @PostMapping(value = "/v1/admin/keys", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Make a key", operationId = "createKey")
    @ApiResponse(responseCode = "201", description = "The key, with its secret.")
    Mono<MadeKey> create(@RequestBody NewKey wanted) {
        Tenant tenant = tenant(wanted.tenant());
        String name = name(wanted.name());
        if (wanted.expiresAt() != null && !wanted.expiresAt().isAfter(Instant.now())) {
            throw malformed("'expiresAt' has passed.");
        }
        return made(secret -> keys.create(tenant, name, secret, wanted.expiresAt()))
                .doOnNext(made -> LOG.info("made {}", made.key()));
    }

    @GetMapping(value = "/v1/admin/keys", produces = MediaType.APPLICATION_JSON_VALUE)
    @Operation(summary = "The keys, latest first", operationId = "listKeys")
    @ApiResponse(responseCode = "200", description = "The latest thousand, those that do not work any more included.")
    Mono<KeyList> list(
            @Parameter(description = "Only keys of this tenant.", example = "shop")
                    @RequestParam(required = false)
                    @Nullable
                    String tenant) {
        return keys.latest(tenant == null ? null : tenant(tenant)).collectList().map(KeyList::new);
    }

    @PostMapping(value = "/v1/admin/keys/{id}/rotate", produces = MediaType.APPLICATION_JSON_VALUE)
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(
            summary = "Make a key in another's stead",
            description = "It has the other's tenant, name and lifetime. The other works until the overlap is over.",
            operationId = "rotateKey")
    @ApiResponse(responseCode = "201", description = "The new key, with its secret.")
    Mono<MadeKey> rotate(
            @Parameter(description = "The key's id.") @PathVariable UUID id,
            @Parameter(
                            description =
                                    "How long the old key still works, up to 30 days (`halftone.access.overlap`).",
                            example = "24h")
                    @RequestParam(required = false)
                    @Nullable
                    String overlap) {
        Duration wanted = overlap == null ? settings.overlap() : overlap(overlap);
        return made(secret -> keys.rotate(id, secret, wanted))
                .switchIfEmpty(Mono.error(() -> new ProblemException(
                        Problem.NOT_FOUND, "No key that works and was not replaced before has the id '" + id + "'.")))
                .doOnNext(made -> LOG.info("made {} in the stead of {}", made.key(), id))
                .doOnNext(_ -> known.forget());
    }

    /** Random bytes are read from a file, off the event loop. */
    private static Mono<MadeKey> made(Function<KeySecret, Mono<ApiKey>> keeper) {
        return Mono.fromCallable(KeySecret::next)
                .subscribeOn(Schedulers.boundedElastic())
                .flatMap(secret -> keeper.apply(secret).map(key -> new MadeKey(secret.text(), key)));
    }

    @DeleteMapping("/v1/admin/keys/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(
            summary = "Revoke a key",
            description = "This api refuses it at once, every other within `halftone.access.memory`.",
            operationId = "revokeKey")
    @ApiResponse(responseCode = "204", description = "It does not work any more.")
    Mono<Void> revoke(@Parameter(description = "The key's id.") @PathVariable UUID id) {
        return keys.revoke(id)
                .filter(found -> found)
                .switchIfEmpty(
                        Mono.error(() -> new ProblemException(Problem.NOT_FOUND, "No key has the id '" + id + "'.")))
                .doOnNext(_ -> LOG.info("revoked key {}", id))
                .doOnNext(_ -> known.forget())
                .then();
    }

    private static Tenant tenant(@Nullable String name) {
        try {
            return new Tenant(name == null ? "" : name);
        } catch (IllegalArgumentException e) {
            throw malformed("'tenant' is no name: " + e.getMessage() + ".");
        }
    }

    private static String name(@Nullable String name) {
        if (name == null
                || name.isBlank()
                || name.length() > LONGEST_NAME
                || name.chars().anyMatch(Character::isISOControl)) {
            throw malformed("'name' says what the key is for, in 1 to " + LONGEST_NAME + " characters.");
        }
        return name;
    }

    private static Duration overlap(String text) {
        try {
            Duration overlap = DurationStyle.detectAndParse(text);
            if (!overlap.isNegative() && overlap.compareTo(LONGEST_OVERLAP) <= 0) {
                return overlap;
            }
        } catch (IllegalArgumentException | ArithmeticException _) {
            // told below
        }
        throw malformed("'overlap' takes a time such as 90m, 24h or 7d, up to 30d.");
    }

    private static ProblemException malformed(String detail) {
        return new ProblemException(Problem.MALFORMED_REQUEST, detail);
    }
}
