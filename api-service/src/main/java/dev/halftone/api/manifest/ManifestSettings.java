package dev.halftone.api.manifest;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How much one manifest may hold. Together they bound the memory that reading it takes.
 *
 * @param maxBytes of the whole body
 * @param maxRows accepted and rejected ones
 * @param maxUrlsPerRow in one cell
 * @param maxCellLength in characters
 * @param maxColumns in the header
 */
@ConfigurationProperties("halftone.manifest")
public record ManifestSettings(
        @DefaultValue("256MB") DataSize maxBytes,
        @DefaultValue("1000000") int maxRows,
        @DefaultValue("100") int maxUrlsPerRow,
        @DefaultValue("32767") int maxCellLength,
        @DefaultValue("200") int maxColumns) {

    private static final int LAST_POSITION = Short.MAX_VALUE;

    public ManifestSettings {
        if (maxBytes.toBytes() < 1 || maxRows < 1 || maxCellLength < 1) {
            throw new IllegalArgumentException("the limits of halftone.manifest are all above 0");
        }
        if (maxUrlsPerRow < 1 || maxUrlsPerRow > LAST_POSITION) {
            throw new IllegalArgumentException("halftone.manifest.max-urls-per-row is from 1 to 32767");
        }
        if (maxColumns < Field.values().length) {
            throw new IllegalArgumentException("halftone.manifest.max-columns leaves no room for the required ones");
        }
    }
}
