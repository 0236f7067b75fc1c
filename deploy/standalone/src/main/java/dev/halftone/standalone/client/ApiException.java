package dev.halftone.standalone.client;

import java.io.IOException;

/** The API answered that it did not do what was asked. The message is the API's own. */
public final class ApiException extends IOException {

    ApiException(String message) {
        super(message);
    }
}
