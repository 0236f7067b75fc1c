package dev.halftone.worker.process.vips;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;

/** Brings any image to sRGB, or to grey if it has no colours, of 8 bits a channel; transparency stays. */
final class Colours {

    private static final String PROFILE = "icc-profile-data";
    private static final Set<String> GREY = Set.of("b-w", "grey16");
    private static final Set<String> COMMON = Set.of("srgb", "rgb16", "b-w", "grey16");

    /** The device that the sRGB profile of IEC 61966-2-1 names: manufacturer and model, at this place of its header. */
    private static final byte[] SRGB_DEVICE = "IEC sRGB".getBytes(StandardCharsets.US_ASCII);

    private static final int DEVICE_OFFSET = 48;

    private Colours() {}

    /** Whether the image looks right where its profile is not known. */
    static boolean arePlain(VipsImage image) {
        return COMMON.contains(image.interpretation()) && !needsProfile(image);
    }

    /** A lazy conversion: the pixels are computed when they are asked for. */
    static VipsImage toSrgb(VipsImage image) {
        boolean grey = GREY.contains(image.interpretation());
        try (VipsImage managed = applyProfile(image);
                VipsImage common = toSpace(managed, grey ? "b-w" : "srgb")) {
            return common.channel().equals("uchar")
                    ? common.another()
                    : common.operation("cast").with("format", "uchar").image();
        }
    }

    private static VipsImage toSpace(VipsImage image, String space) {
        return image.interpretation().equals(space)
                ? image.another()
                : image.operation("colourspace").with("space", space).image();
    }

    private static VipsImage applyProfile(VipsImage image) {
        boolean cmyk = image.interpretation().equals("cmyk");
        if (!cmyk && !needsProfile(image)) {
            return image.another();
        }
        try {
            return image.operation("icc_transform")
                    .with("output_profile", "srgb")
                    .with("input_profile", cmyk ? "cmyk" : "srgb")
                    .with("embedded", true)
                    .with("intent", "perceptual")
                    .with("depth", image.channel().equals("ushort") ? 16 : 8)
                    .image();
        } catch (VipsException e) {
            // a profile that is broken, or for another kind of image: it is shown without, as browsers do
            return image.another();
        }
    }

    private static boolean needsProfile(VipsImage image) {
        return image.has(PROFILE) && !isSrgb(image.bytes(PROFILE));
    }

    private static boolean isSrgb(byte[] profile) {
        if (profile.length < DEVICE_OFFSET + SRGB_DEVICE.length) {
            return false;
        }
        return Arrays.equals(
                profile, DEVICE_OFFSET, DEVICE_OFFSET + SRGB_DEVICE.length, SRGB_DEVICE, 0, SRGB_DEVICE.length);
    }
}
