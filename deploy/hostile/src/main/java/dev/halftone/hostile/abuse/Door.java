package dev.halftone.hostile.abuse;

import java.io.IOException;
import java.util.function.Consumer;

/**
 * Where an abuser finds the api.
 *
 * @param key of its tenant
 */
record Door(int port, String key, Answers answers) {

    private static final int SHOWN = 120;

    Door withKey(String other) {
        return new Door(port, other, answers);
    }

    /** A request line and the headers that every request has. */
    String head(String requestLine) {
        return requestLine + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer " + key + "\r\n";
    }

    /** Sends it on a connection of its own and counts what is answered. */
    Answer say(String request) throws IOException {
        return say(request, wire -> wire.send(request));
    }

    /**
     * @param what for people
     * @param sender writes to the connection what there is to say
     */
    Answer say(String what, Consumer<Wire> sender) throws IOException {
        answers.opened();
        try (Wire wire = new Wire(port)) {
            sender.accept(wire);
            Answer answer = wire.answer();
            answers.count(shown(what), answer);
            return answer;
        } finally {
            answers.closed();
        }
    }

    private static String shown(String text) {
        String printable = text.replaceAll("[^ -~]", ".").replaceAll("Bearer \\S+", "Bearer …");
        return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "…";
    }
}
