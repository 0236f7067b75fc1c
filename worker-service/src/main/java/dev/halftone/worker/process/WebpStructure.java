package dev.halftone.worker.process;

/** The chunks of a WebP file, within one RIFF chunk that says how long the rest is. */
final class WebpStructure {

    private static final int FIRST_CHUNK = 12;
    private static final int CHUNK_HEADER = 8;
    private static final long FRAME = 0x464d_4e41; // ANMF, least significant byte first

    private WebpStructure() {}

    /** Of an animation; 0 for a still image. */
    static int frames(Bytes file) {
        int frames = 0;
        long chunk = FIRST_CHUNK;
        while (file.reach(chunk, CHUNK_HEADER)) {
            frames += file.unsigned32(chunk) == FRAME ? 1 : 0;
            long length = file.unsigned32(chunk + 4);
            chunk += CHUNK_HEADER + length + (length & 1);
        }
        return frames;
    }

    static boolean isCutShort(Bytes file) {
        return !file.reach(8, file.unsigned32(4));
    }
}
