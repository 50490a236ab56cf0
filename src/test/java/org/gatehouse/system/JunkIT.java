package org.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import net.jqwik.api.sessions.JqwikSession;
import org.gatehouse.testing.JunkCalls;
import org.gatehouse.testing.JunkCalls.Call;
import org.gatehouse.testing.OpenApi;
import org.gatehouse.testing.OpenApi.Operation;
import org.gatehouse.testing.Tables;
import org.gatehouse.testing.Team;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Junk for every operation that is described, other at each run. That the answers are as described is what {@link
 * org.gatehouse.testing.Api} sees to, so none is a 500. To run the calls of a failure again: {@code -Dgatehouse.junk=SEED}.
 */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class JunkIT {
    private static final long SEED = Long.getLong("gatehouse.junk", new Random().nextLong());
    private static final int CALLS = 600;

    private static JunkCalls ours;
    private static JunkCalls others;

    @BeforeAll
    static void gather() throws Exception {
        others = JunkCalls.about(Team.gather());
        ours = JunkCalls.about(Team.gather()).knowing(others);
    }

    @ParameterizedTest
    @MethodSource("org.gatehouse.testing.OpenApi#operations")
    void whatIsRefusedIsRefusedAsDescribedAndChangesNothing(Operation operation) throws Exception {
        var asked = isAnEnd(operation) ? JunkCalls.about(Team.gather()).knowing(others) : ours;
        var calls = asked.of(operation);
        JqwikSession.run(() -> {
            var tries = CALLS / OpenApi.operations().size();
            var random = new Random(SEED);
            var generator = calls.generator(tries);
            var contents = Tables.contents();
            for (int i = 0; i < tries; i++) {
                contents = send(generator.next(random).value(), contents);
            }
        });
    }

    /** Some of its calls may be right after all, and end what the next operation needs. */
    private static boolean isAnEnd(Operation operation) {
        return operation.method().equals("DELETE") || operation.path().endsWith("/logout");
    }

    /** @param before what the tables hold */
    private static Map<String, String> send(Call call, Map<String, String> before) {
        try {
            var status = call.send().status();
            var after = Tables.contents();
            if (status >= 400) {
                assertThat(after).isEqualTo(before);
            }
            return after;
        } catch (Exception | AssertionError e) {
            throw new AssertionError("-Dgatehouse.junk=" + SEED + ": " + call, e);
        }
    }
}
