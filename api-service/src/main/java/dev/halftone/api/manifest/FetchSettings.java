package dev.halftone.api.manifest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large an image may be: the setting that the workers have, so that an image which none of them would take is rejected with
 * its manifest.
 *
 * @param maxBytes of one image
 */
@ConfigurationProperties("halftone.fetch")
public record FetchSettings(@DefaultValue("25MB") DataSize maxBytes) {

    public FetchSettings {
        if (maxBytes.toBytes() < 1) {
            throw new IllegalArgumentException("halftone.fetch.max-bytes is above 0");
        }
    }
}
