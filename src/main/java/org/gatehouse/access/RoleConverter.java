package org.gatehouse.access;

import jakarta.persistence.AttributeConverter;
import jakarta.persistence.Converter;
import org.jspecify.annotations.Nullable;

/** Keeps a {@link Role} as its word. */
@Converter(autoApply = true)
public class RoleConverter implements AttributeConverter<Role, String> {

    @Override
    public @Nullable String convertToDatabaseColumn(@Nullable Role role) {
        return role == null ? null : role.word();
    }

    @Override
    public @Nullable Role convertToEntityAttribute(@Nullable String word) {
        return word == null ? null : Role.of(word);
    }
}
