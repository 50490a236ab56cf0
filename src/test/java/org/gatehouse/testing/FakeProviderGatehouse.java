package org.gatehouse.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import javax.sql.DataSource;

/**
 * A Gatehouse that trusts a {@link FakeProvider}, on a Payara Micro and a database of its own: started by the first test
 * that asks for it, shared by all, ended with this JVM. A test that has unknown keys looked for, or the provider down, tidies
 * up after itself.
 */
public final class FakeProviderGatehouse {
    private static final String DATABASE = "fake_provider";

    private final FakeProvider provider = FakeProvider.start();
    private final PayaraMicro payara;

    private FakeProviderGatehouse() {
        TestEnvironment.postgres().create(DATABASE);
        var port = Ports.free();
        payara = PayaraMicro.start(
                port,
                "/",
                Map.ofEntries(
                        Map.entry("PUBLIC_URL", "http://localhost:" + port),
                        Map.entry("SECRET_KEY", TestEnvironment.settings().get("SECRET_KEY")),
                        Map.entry("OIDC_ISSUER", provider.issuer()),
                        Map.entry("OIDC_CLIENT_ID", "gatehouse"),
                        Map.entry("OIDC_CLIENT_SECRET", "secret"),
                        Map.entry("ADMIN_EMAILS", "Root@example.com, boss@example.com"),
                        Map.entry("RATE_LIMIT_SIGN_INS", "1000"),
                        Map.entry("RATE_LIMIT_FAILURES", "1000"),
                        Map.entry("DATABASE_URL", TestEnvironment.postgres().url(DATABASE)),
                        Map.entry("DATABASE_USER", "postgres")),
                Path.of("target", "it", "fake-provider.log"));
        payara.awaitReady();
    }

    public static FakeProvider provider() {
        return Started.INSTANCE.provider;
    }

    /** Where it answers, without a slash at the end. */
    public static URI address() {
        return Started.INSTANCE.payara.address();
    }

    /** Its database. */
    public static DataSource database() {
        return TestEnvironment.postgres().dataSource(DATABASE);
    }

    private static final class Started {
        static final FakeProviderGatehouse INSTANCE = new FakeProviderGatehouse();
    }
}
