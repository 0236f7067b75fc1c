package dev.halftone.api.submission;

import dev.halftone.api.job.PublicAddress;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.codec.ServerCodecConfigurer;
import org.springframework.http.codec.multipart.PartEventHttpMessageReader;
import org.springframework.web.reactive.config.WebFluxConfigurer;

/** Bounds what of a form is held in memory. Its file is streamed, and counted by {@link BodyLimit}. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({SubmissionSettings.class, PublicAddress.class})
class SubmissionConfiguration implements WebFluxConfigurer {

    private static final int MAX_PARTS = 16;
    private static final int MAX_PART_HEADERS = 8 * 1024;
    private static final int MAX_FIELD = 64 * 1024;

    @Override
    public void configureHttpMessageCodecs(ServerCodecConfigurer configurer) {
        PartEventHttpMessageReader parser = new PartEventHttpMessageReader();
        parser.setMaxParts(MAX_PARTS);
        parser.setMaxHeadersSize(MAX_PART_HEADERS);
        parser.setMaxInMemorySize(MAX_FIELD);
        configurer.customCodecs().register(new HeapForms(parser));
    }
}
