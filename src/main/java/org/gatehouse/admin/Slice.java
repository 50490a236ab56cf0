package org.gatehouse.admin;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next the cursor of the part that follows; null at the end
 */
public record Slice<T>(List<T> rows, @Nullable String next) {

    /** @param found one row more than the limit, if there is one */
    static <T> Slice<T> of(List<T> found, int limit, Function<T, String> cursor) {
        return found.size() <= limit
                ? new Slice<>(found, null)
                : new Slice<>(found.subList(0, limit), cursor.apply(found.get(limit - 1)));
    }
}
