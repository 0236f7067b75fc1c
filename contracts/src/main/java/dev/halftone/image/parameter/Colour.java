package dev.halftone.image.parameter;

import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A colour in sRGB, each part from 0 to 255.
 *
 * @param alpha 255 for opaque
 */
public record Colour(int red, int green, int blue, int alpha) {

    public static final Colour WHITE = new Colour(255, 255, 255, 255);

    static final Pattern FORM = Pattern.compile("#[0-9a-fA-F]{6}([0-9a-fA-F]{2})?");

    public boolean isOpaque() {
        return alpha == 255;
    }

    public boolean isGrey() {
        return red == green && green == blue;
    }

    /** @throws IllegalArgumentException if the text has not the form of {@link #toString} */
    static Colour parse(String text) {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' is no colour");
        }
        byte[] parts = HexFormat.of().parseHex(text.substring(1));
        return new Colour(parts[0] & 0xff, parts[1] & 0xff, parts[2] & 0xff, parts.length == 4 ? parts[3] & 0xff : 255);
    }

    /** As in CSS: {@code #rrggbb}, or {@code #rrggbbaa} if it is not opaque. */
    @Override
    public String toString() {
        HexFormat hex = HexFormat.of();
        String opaque =
                "#" + hex.toHexDigits((byte) red) + hex.toHexDigits((byte) green) + hex.toHexDigits((byte) blue);
        return isOpaque() ? opaque : opaque + hex.toHexDigits((byte) alpha);
    }
}
