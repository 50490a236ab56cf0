package org.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The WAR on a plain Payara Micro, not at {@code /} and with nothing configured: H2 on disk, no provider, a random shared
 * token. Started by the first test that asks for it, shared by all, ended with this JVM.
 */
public final class PlainGatehouse {
    private static final Path DATA = Path.of("target", "it", "plain");
    private static final Path LOG = Path.of("target", "it", "plain.log");
    private static final Pattern ADDRESS_TO_OPEN =
            Pattern.compile("Open (http://\\S+/\\?access_token=([\\w-]+)) to run");

    private final PayaraMicro payara = PayaraMicro.start("/gate", Map.of("DATA_DIR", DATA.toString()), LOG);

    private PlainGatehouse() {
        payara.awaitReady();
    }

    /** Where it answers, without a slash at the end. */
    public static URI address() {
        return Started.INSTANCE.payara.address();
    }

    public static Path data() {
        return DATA;
    }

    /** What the log says that the operator opens. */
    public static String addressToOpen() {
        return inLog(1);
    }

    public static String sharedToken() {
        return inLog(2);
    }

    /** What it has logged so far. */
    public static String log() {
        try {
            return Files.readString(LOG);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String inLog(int group) {
        address();
        var line = ADDRESS_TO_OPEN.matcher(log());
        if (!line.find()) {
            throw new AssertionError("no address to open in " + LOG);
        }
        return line.group(group);
    }

    private static final class Started {
        static final PlainGatehouse INSTANCE = new PlainGatehouse();
    }
}
