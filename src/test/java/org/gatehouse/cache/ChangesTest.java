package org.gatehouse.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import java.util.stream.IntStream;
import org.gatehouse.cache.Change.Kind;
import org.junit.jupiter.api.Test;

class ChangesTest {

    private final Changes changes = new Changes();

    @Test
    void whatIsWrittenIsReadByAnotherNode() {
        var session = new Change(Kind.SESSION, UUID.randomUUID());
        var user = new Change(Kind.USER, UUID.randomUUID());
        changes.add(session);
        changes.add(user);
        changes.add(session);

        assertThat(Changes.read(changes.write())).containsExactlyInAnyOrder(session, user);
    }

    @Test
    void moreThanAHundredOfAKindAreToldAsAllOfIt() {
        var app = new Change(Kind.APP, UUID.randomUUID());
        changes.add(app);
        IntStream.rangeClosed(0, 100).forEach(i -> changes.add(new Change(Kind.USER, UUID.randomUUID())));

        assertThat(changes.write()).hasSizeLessThan(60);
        assertThat(Changes.read(changes.write())).containsExactlyInAnyOrder(app, new Change(Kind.USER, null));
    }

    @Test
    void aGreetingChangesNothing() {
        assertThat(Changes.read("")).isEmpty();
    }
}
