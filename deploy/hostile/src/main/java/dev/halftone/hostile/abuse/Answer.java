package dev.halftone.hostile.abuse;

/**
 * What came back.
 *
 * @param word the status, or how else it ended
 */
record Answer(String word, String head, String body) {

    static final Answer CLOSED = new Answer("closed", "", "");
    static final Answer SILENCE = new Answer("silence", "", "");

    private static final String PROTOCOL = "HTTP/1.1 ";
    private static final int END_OF_STATUS = PROTOCOL.length() + 3;

    static Answer of(String text) {
        if (!text.startsWith(PROTOCOL) || text.length() < END_OF_STATUS) {
            return new Answer("no HTTP", text, "");
        }
        int end = text.indexOf("\r\n\r\n");
        return new Answer(
                text.substring(PROTOCOL.length(), END_OF_STATUS),
                end < 0 ? text : text.substring(0, end),
                end < 0 ? "" : text.substring(end + 4));
    }

    int status() {
        return word.matches("\\d{3}") ? Integer.parseInt(word) : 0;
    }
}
