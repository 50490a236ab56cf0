package org.gatehouse;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.gatehouse.access.Permission;
import org.gatehouse.access.Role;
import org.gatehouse.app.GuardedApp;
import org.gatehouse.app.Policy;
import org.gatehouse.app.SomeApp;
import org.gatehouse.session.SigningKeys;
import org.gatehouse.settings.GivenSettings;
import org.gatehouse.settings.Setting;
import org.gatehouse.testing.Injection;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What a request goes through that asks the database nothing. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class InnerLoops {
    /** More than a processor has at hand. */
    private static final int COOKIES = 20_000;

    private final SigningKeys keys = Injection.into(
            new SigningKeys(),
            new GivenSettings(Setting.SECRET_KEY, "only-for-the-bench-0123456789abcdef0123456789abcdef").read(),
            Clock.systemUTC());

    private final String[] cookies = new String[COOKIES];
    private final GuardedApp app = SomeApp.at(
            "sales.example.com/",
            SomeApp.policy("viewer"),
            SomeApp.rule("/public/*", "public"),
            SomeApp.rule("/board/*", "shared_token"),
            SomeApp.rule("/admin/*", "owner"));

    private Role role = Role.EDITOR;
    private int next;

    public InnerLoops() {
        for (int i = 0; i < COOKIES; i++) {
            cookies[i] = keys.sign("session", Map.of("sid", UUID.randomUUID().toString()), Duration.ofDays(1));
        }
    }

    @Benchmark
    public Object tokenThatWasReadBefore() {
        return keys.recall("session", cookies[0]);
    }

    @Benchmark
    public Object tokenThatWasNot() {
        next = (next + 1) % COOKIES;
        return keys.verify("session", cookies[next]);
    }

    @Benchmark
    public boolean permission() {
        return role.permits(Permission.MANAGE_MEMBERS);
    }

    @Benchmark
    public Policy policyOfAPath() {
        return app.policyAt("/report/2026/may");
    }
}
