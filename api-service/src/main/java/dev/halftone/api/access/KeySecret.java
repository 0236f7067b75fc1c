package dev.halftone.api.access;

import dev.halftone.outcome.Sha256;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * What a client proves itself with: {@code ht_}, 43 characters of 256 random bits, and 6 of their CRC-32, all of base 62. The
 * checksum tells a key from what only looks like one, here without asking PostgreSQL, and to scanners of code that leaked.
 */
record KeySecret(String text) {

    static final String PREFIX = "ht_";

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final int BITS = 256;
    private static final int RANDOM_DIGITS = 43;
    private static final int CHECK_DIGITS = 6;
    private static final int HINT = PREFIX.length() + 4;
    private static final Pattern FORM = Pattern.compile(PREFIX + "[0-9A-Za-z]{" + (RANDOM_DIGITS + CHECK_DIGITS) + "}");
    private static final SecureRandom RANDOM = new SecureRandom();

    static KeySecret next() {
        String unchecked = PREFIX + digits(new BigInteger(BITS, RANDOM), RANDOM_DIGITS);
        return new KeySecret(unchecked + check(unchecked));
    }

    /** The key that a client has sent, if it can be one. */
    static Optional<KeySecret> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        int end = text.length() - CHECK_DIGITS;
        return check(text.substring(0, end)).equals(text.substring(end))
                ? Optional.of(new KeySecret(text))
                : Optional.empty();
    }

    private static String check(String text) {
        CRC32 crc = new CRC32();
        crc.update(text.getBytes(StandardCharsets.US_ASCII));
        return digits(BigInteger.valueOf(crc.getValue()), CHECK_DIGITS);
    }

    private static String digits(BigInteger number, int count) {
        char[] digits = new char[count];
        BigInteger rest = number;
        for (int place = count - 1; place >= 0; place--) {
            BigInteger[] divided = rest.divideAndRemainder(BASE);
            digits[place] = DIGITS.charAt(divided[1].intValue());
            rest = divided[0];
        }
        return new String(digits);
    }

    /** How it begins, for people to tell keys apart. */
    String hint() {
        return text.substring(0, HINT);
    }

    /** What is kept of it: nobody can try out 256 bits, however fast the hash. */
    Sha256 hash() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.US_ASCII));
            return new Sha256(HexFormat.of().formatHex(digest));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        return hint() + "…";
    }
}
