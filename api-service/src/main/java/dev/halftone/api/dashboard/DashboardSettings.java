package dev.halftone.api.dashboard;

import java.util.List;
import java.util.regex.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * What the pages may show.
 *
 * @param imageOrigins where the images that are compared may come from: {@code https:}, {@code http:}, or origins such as
 *     {@code https://cdn.example.com}, after the host-sources of the Content-Security-Policy; none: no image is shown
 */
@ConfigurationProperties("halftone.dashboard")
record DashboardSettings(@DefaultValue({"https:", "http:"}) List<String> imageOrigins) {

    private static final Pattern ORIGIN =
            Pattern.compile("https?:(//(\\*\\.)?[A-Za-z0-9.\\[\\]-]+(:(\\d{1,5}|\\*))?)?");

    DashboardSettings {
        imageOrigins = List.copyOf(imageOrigins);
        imageOrigins.stream()
                .filter(origin -> !ORIGIN.matcher(origin).matches())
                .findFirst()
                .ifPresent(DashboardSettings::refuse);
    }

    private static void refuse(String origin) {
        throw new IllegalArgumentException("halftone.dashboard.image-origins: '" + origin
                + "' is neither https:, http: nor an origin such as https://cdn.example.com");
    }
}
