package org.gatehouse.member;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A part of the list.
 *
 * @param newer cursor of the page before, null at the beginning
 * @param older cursor of the page behind, null at the end
 */
public record MemberPage(
        List<MemberView> rows,
        @Nullable String newer,
        @Nullable String older) {}
