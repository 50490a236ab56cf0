package org.gatehouse.provision;

import java.util.List;

/**
 * Something in a realm that is not as it should be.
 *
 * @param lines what there is, and what it will be
 * @param mend makes it so
 */
record Difference(List<String> lines, Runnable mend) {

    Difference(String line, Runnable mend) {
        this(List.of(line), mend);
    }
}
