package dev.halftone.hostile.image;

import java.util.Arrays;
import java.util.Random;

/** Damages a file in as many ways as are asked for: the same number is always the same damage. */
public final class Mutator {

    /** Heads say how much there is to decode, so they are hit more often than their share. */
    private static final int HEAD = 512;

    private static final byte[] EXTREMES = {0, 1, 0x7f, (byte) 0x80, (byte) 0xff};

    private final byte[] file;
    private final long seed;

    public Mutator(byte[] file, long seed) {
        this.file = file.clone();
        this.seed = seed;
    }

    public byte[] mutant(int number) {
        Random random = new Random(seed * 1_000_003 + number);
        return switch (number % 8) {
            case 0 -> bitsFlipped(random, 1);
            case 1 -> bitsFlipped(random, 2 + random.nextInt(30));
            case 2 -> bytesSet(random, 1 + random.nextInt(4));
            case 3 -> bytesSet(random, 4 + random.nextInt(60));
            case 4 -> Arrays.copyOf(file, 1 + random.nextInt(file.length - 1));
            case 5 -> twice(random);
            case 6 -> without(random);
            default -> moved(random);
        };
    }

    private byte[] bitsFlipped(Random random, int many) {
        byte[] mutant = file.clone();
        for (int i = 0; i < many; i++) {
            int place = place(random);
            mutant[place] = (byte) (mutant[place] ^ (1 << random.nextInt(Byte.SIZE)));
        }
        return mutant;
    }

    private byte[] bytesSet(Random random, int many) {
        byte[] mutant = file.clone();
        for (int i = 0; i < many; i++) {
            mutant[place(random)] =
                    random.nextBoolean() ? EXTREMES[random.nextInt(EXTREMES.length)] : (byte) random.nextInt(256);
        }
        return mutant;
    }

    private byte[] twice(Random random) {
        int from = place(random);
        int end = Math.min(file.length, from + 1 + random.nextInt(4096));
        return new Bytes()
                .bytes(Arrays.copyOf(file, end))
                .bytes(Arrays.copyOfRange(file, from, file.length))
                .all();
    }

    private byte[] without(Random random) {
        int from = place(random);
        int end = Math.min(file.length, from + 1 + random.nextInt(256));
        return new Bytes()
                .bytes(Arrays.copyOf(file, from))
                .bytes(Arrays.copyOfRange(file, end, file.length))
                .all();
    }

    private byte[] moved(Random random) {
        byte[] mutant = file.clone();
        int length = Math.min(file.length, 1 + random.nextInt(128));
        System.arraycopy(
                file,
                random.nextInt(file.length - length + 1),
                mutant,
                random.nextInt(file.length - length + 1),
                length);
        return mutant;
    }

    private int place(Random random) {
        return random.nextInt(random.nextInt(3) == 0 ? Math.min(HEAD, file.length) : file.length);
    }
}
