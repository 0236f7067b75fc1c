package dev.halftone.faults.proxy;

import java.io.IOException;

/** How the bytes of one connection are told apart. Each direction is run by a thread of its own, and each once. */
interface Conversation {

    /** Passes on what the client says, until it ends. */
    void requests(Flow flow) throws IOException;

    /** Passes on what the server says, until it ends. */
    void replies(Flow flow) throws IOException;
}
