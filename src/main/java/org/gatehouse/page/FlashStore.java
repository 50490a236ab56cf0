package org.gatehouse.page;

import java.util.Map;

/** Keeps a {@link FlashMessage} in the visitor's browser until the next page; {@code session} has the keys to sign it. */
public interface FlashStore {

    void keep(Map<String, String> content);

    /** What was kept, once; empty if there is nothing, or nothing of ours. */
    Map<String, String> take();
}
