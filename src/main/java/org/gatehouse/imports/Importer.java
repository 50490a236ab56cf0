package org.gatehouse.imports;

import java.util.List;
import java.util.UUID;
import org.gatehouse.access.Role;
import org.jspecify.annotations.Nullable;

/**
 * Who imports, as of now.
 *
 * @param userId null for a program
 * @param label how audit calls them
 * @param assignable the roles that they may give
 */
record Importer(@Nullable UUID userId, String label, List<Role> assignable) {}
