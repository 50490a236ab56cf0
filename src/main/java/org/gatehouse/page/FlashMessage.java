package org.gatehouse.page;

import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the next page tells the visitor of what was just done. It outlives the redirect, and is shown once. */
@Named
@RequestScoped
public class FlashMessage {

    private static final String MESSAGE = "message";

    @Inject
    FlashStore store;

    private @Nullable Map<String, String> arrived;

    /** @param message a sentence; further lines are details of it */
    public void say(String message) {
        say(message, Map.of());
    }

    /** @param facts what the next page needs to know besides, by names of its own */
    public void say(String message, Map<String, String> facts) {
        Map<String, String> content = new HashMap<>(facts);
        content.put(MESSAGE, message);
        store.keep(content);
    }

    /** The lines to show, none if nothing was said. */
    public String[] getLines() {
        String message = get(MESSAGE);
        return message.isEmpty() ? new String[0] : message.split("\n");
    }

    /** A fact that came with the message, or an empty text. */
    public String get(String fact) {
        if (arrived == null) {
            arrived = store.take();
        }
        return arrived.getOrDefault(fact, "");
    }
}
