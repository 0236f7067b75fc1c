package dev.halftone.hostile.abuse;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import java.util.zip.CRC32;

/** Keys that are made up: half of them cannot be one, and of the others, which have the right checksum, each comes many times. */
final class Guesses {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int RANDOM_DIGITS = 43;
    private static final int CHECK_DIGITS = 6;
    private static final int EACH = 8;

    String get(int number) {
        String unchecked = "ht_" + random(number / (2 * EACH));
        return unchecked + (number % 2 == 0 ? check(unchecked) : "000000");
    }

    private static String random(int seed) {
        SplittableRandom random = new SplittableRandom(seed);
        StringBuilder digits = new StringBuilder();
        for (int place = 0; place < RANDOM_DIGITS; place++) {
            digits.append(DIGITS.charAt(random.nextInt(DIGITS.length())));
        }
        return digits.toString();
    }

    private static String check(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        BigInteger rest = BigInteger.valueOf(crc.getValue());
        StringBuilder digits = new StringBuilder();
        for (int place = 0; place < CHECK_DIGITS; place++) {
            BigInteger[] divided = rest.divideAndRemainder(BigInteger.valueOf(DIGITS.length()));
            digits.insert(0, DIGITS.charAt(divided[1].intValue()));
            rest = divided[0];
        }
        return digits.toString();
    }
}
