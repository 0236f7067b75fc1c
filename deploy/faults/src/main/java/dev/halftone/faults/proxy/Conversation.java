package dev.halftone.faults.proxy;

import java.io.IOException;

/** How the bytes of one connection are told apart. Each direction is run by a thread of its own, and each once. */
interface Conversation {

    /**
     * Passes on what the client says, until it ends.
     *
     * @param back to the client, for what is not the server's to answer
     */
    void requests(Flow flow, Flow back) throws IOException;

    /** Passes on what the server says, until it ends. */
    void replies(Flow flow) throws IOException;
}
