package org.gatehouse.testing;

import java.awt.Desktop;
import java.awt.GraphicsEnvironment;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;

/** The default browser of whoever runs the demo, where there is one. {@code -Ddemo.browser=false} leaves it alone. */
final class Browser {

    private Browser() {}

    /** What cannot be opened stands in the terminal all the same. */
    static void open(URI address) {
        if (!Boolean.parseBoolean(System.getProperty("demo.browser", "true"))) {
            return;
        }
        try {
            if (!GraphicsEnvironment.isHeadless()
                    && Desktop.isDesktopSupported()
                    && Desktop.getDesktop().isSupported(Desktop.Action.BROWSE)) {
                Desktop.getDesktop().browse(address);
            } else if (hasDisplay()) {
                var unused = new ProcessBuilder("xdg-open", address.toString())
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start();
            }
        } catch (IOException | UnsupportedOperationException none) {
            System.out.printf("  No browser could be opened: %s%n%n", none.getMessage());
        }
    }

    /** Many a Linux has a browser and a Java without a desktop. */
    private static boolean hasDisplay() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).contains("linux")
                && (System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null);
    }
}
