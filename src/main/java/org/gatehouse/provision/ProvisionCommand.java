package org.gatehouse.provision;

import java.io.BufferedReader;
import java.io.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code java -jar gatehouse.war provision}: shows what is to be done in a realm of Keycloak, asks, and does it. The realm and
 * this Gatehouse are named by its settings, in the environment.
 */
public final class ProvisionCommand {

    static final int DONE = 0;
    static final int REFUSED = 1;
    static final int MISUSED = 2;
    /** There are differences, and they were not to be mended. */
    static final int DIFFERENT = 3;

    private static final String PASSWORD = "PROVISION_PASSWORD";
    private static final Set<String> FLAGS = Set.of("--apply", "--undo", "--adopt");
    private static final Set<String> OPTIONS = Set.of("--user", "--user-realm");
    private static final String USAGE = """
            Makes what Gatehouse needs in a realm of Keycloak, or brings it up to date:

              java -jar gatehouse.war provision [--user NAME] [--user-realm REALM] [--adopt] [--apply] [--undo]

              --user NAME         an administrator of the realm (default: admin)
              --user-realm REALM  where that administrator is known (default: master)
              --adopt             take over a client or role of our names that somebody else has made
              --apply             do it without asking
              --undo              remove again what was made

            Which realm, and which Gatehouse, say its settings in the environment: OIDC_ISSUER and PUBLIC_URL, and if they are
            set OIDC_CLIENT_ID, OIDC_CLIENT_SECRET, OIDC_REDIRECT_URI, KEYCLOAK_URL, and for the service account
            KEYCLOAK_ADMIN_CLIENT_ID and KEYCLOAK_ADMIN_CLIENT_SECRET. The password comes from PROVISION_PASSWORD, or is asked
            for, or is the first line of standard input. It is used for this and not kept.

            To run Gatehouse itself: java -jar payara-micro.jar --deploy gatehouse.war --contextroot /""";

    private final Map<String, String> environment;
    private final InputStream in;
    private final PrintStream out;
    private final @Nullable Console console;

    /** @param console null where nobody sits at one */
    ProvisionCommand(Map<String, String> environment, InputStream in, PrintStream out, @Nullable Console console) {
        this.environment = environment;
        this.in = in;
        this.out = out;
        this.console = console;
    }

    /** What {@link Launcher} starts. */
    public static void main(String[] arguments) {
        System.exit(new ProvisionCommand(System.getenv(), System.in, System.out, System.console()).run(arguments));
    }

    /** @return the exit code */
    int run(String... arguments) {
        Set<String> flags = new HashSet<>();
        Map<String, String> options = new HashMap<>();
        if (!read(arguments, flags, options)) {
            out.println(USAGE);
            return MISUSED;
        }
        try {
            Target target = Target.of(this::setting);
            RealmAdmin realm = RealmAdmin.signIn(target, administrator(options));
            return carryOut(
                    flags.contains("--undo")
                            ? Provisioning.compareWithNothing(realm, target)
                            : Provisioning.compare(realm, target, flags.contains("--adopt")),
                    flags.contains("--apply"));
        } catch (ProvisionProblem refused) {
            out.println(refused.detail());
            return REFUSED;
        }
    }

    private static boolean read(String[] arguments, Set<String> flags, Map<String, String> options) {
        List<String> left = new ArrayList<>(Arrays.asList(arguments));
        if (left.isEmpty() || !left.remove(0).equals("provision")) {
            return false;
        }
        while (!left.isEmpty()) {
            String argument = left.remove(0);
            if (FLAGS.contains(argument)) {
                flags.add(argument);
            } else if (OPTIONS.contains(argument) && !left.isEmpty()) {
                options.put(argument, left.remove(0));
            } else {
                return false;
            }
        }
        return true;
    }

    private int carryOut(Plan plan, boolean unasked) {
        if (plan.lines().isEmpty()) {
            out.println("Nothing to do.");
            return DONE;
        }
        plan.lines().forEach(out::println);
        if (!unasked && !isConfirmed()) {
            out.println(console == null ? "Nothing was changed: add --apply to do this." : "Nothing was changed.");
            return DIFFERENT;
        }
        plan.carryOut();
        out.println("Done.");
        if (!plan.secrets().isEmpty()) {
            out.println("Keep these settings for Gatehouse, they are not shown again:");
            plan.secrets().forEach((setting, secret) -> out.println(setting + "=" + secret.value()));
        }
        return DONE;
    }

    private boolean isConfirmed() {
        return console != null && "yes".equals(console.readLine("Type yes to do this: "));
    }

    private Administrator administrator(Map<String, String> options) {
        return new Administrator(
                options.getOrDefault("--user-realm", "master"), options.getOrDefault("--user", "admin"), password());
    }

    private String password() {
        return setting(PASSWORD)
                .or(() -> Optional.ofNullable(console)
                        .map(there -> there.readPassword("Password: "))
                        .map(String::new))
                .or(this::firstLine)
                .filter(password -> !password.isEmpty())
                .orElseThrow(() -> new ProvisionProblem(
                        "There is no password: set PROVISION_PASSWORD, or write it to standard input, in a line."));
    }

    private Optional<String> firstLine() {
        try {
            return Optional.ofNullable(
                    new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8)).readLine());
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private Optional<String> setting(String name) {
        return Optional.ofNullable(environment.get(name)).map(String::strip).filter(value -> !value.isEmpty());
    }
}
