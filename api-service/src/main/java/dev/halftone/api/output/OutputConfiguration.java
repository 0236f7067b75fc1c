package dev.halftone.api.output;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class OutputConfiguration {

    @Bean
    OutputUrls outputUrls(S3Settings settings) {
        return settings.publicBaseUrl().isEmpty()
                ? new PresignedUrls(settings)
                : new PublicUrls(settings.publicBaseUrl());
    }
}
