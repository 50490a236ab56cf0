package org.gatehouse.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.ResourceBundle;
import org.junit.jupiter.api.Test;

class AuditTextsTest {

    @Test
    void thePageHasWordsForEveryAction() {
        var texts = ResourceBundle.getBundle("org.gatehouse.messages");

        assertThat(Arrays.stream(Action.values()).map(action -> "audit." + action.word()))
                .allMatch(texts::containsKey);
    }
}
