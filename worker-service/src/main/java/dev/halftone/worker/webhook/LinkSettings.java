package dev.halftone.worker.webhook;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where clients reach the API.
 *
 * @param publicBaseUrl what links begin with; empty for links relative to the API
 */
@ConfigurationProperties("halftone")
record LinkSettings(@DefaultValue("") String publicBaseUrl) {

    LinkSettings {
        publicBaseUrl = publicBaseUrl.replaceFirst("/+$", "");
    }
}
