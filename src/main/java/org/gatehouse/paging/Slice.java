package org.gatehouse.paging;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of a list.
 *
 * @param next cursor of the part behind, null at the end
 */
public record Slice<T>(List<T> rows, @Nullable String next) {}
