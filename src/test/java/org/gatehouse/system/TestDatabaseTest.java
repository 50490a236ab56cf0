package org.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(TestDatabase.class)
class TestDatabaseTest {
    @Parameter
    TestDatabase database;

    @BeforeEach
    void empty() {
        database.empty();
    }

    @Test
    void everyEntityHasItsTable() {
        database.run(em -> em.getMetamodel()
                .getEntities()
                .forEach(entity -> assertThat(
                                em.createQuery("select count(e) from %s e".formatted(entity.getName()), Long.class)
                                        .getSingleResult())
                        .as(entity.getName())
                        .isZero()));
    }
}
