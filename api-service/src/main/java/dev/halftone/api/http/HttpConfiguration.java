package dev.halftone.api.http;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.PropertySource;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(HttpSettings.class)
@PropertySource("classpath:dev/halftone/api/http/openapi.properties")
class HttpConfiguration {

    private static final String DESCRIPTION = """
            Takes a list of image URLs, fetches every image, makes it smaller, stores it, and tells when it is done.

            Every error is `application/problem+json` (RFC 9457); its `type` is an address that explains it.
            """;

    /** What the description says beside the calls, which describe themselves. */
    @Bean
    OpenAPI apiDescription() {
        return new OpenAPI()
                .info(new Info()
                        .title("Halftone")
                        .version("v1")
                        .description(DESCRIPTION)
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                // whichever host it was asked of: what is written once must not repeat the first client's
                .addServersItem(new Server().url("/"))
                .addTagsItem(new Tag().name("Jobs").description("Submit a manifest, follow it, read what came of it."));
    }
}
