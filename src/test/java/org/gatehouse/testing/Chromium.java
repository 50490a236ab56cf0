package org.gatehouse.testing;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.Playwright.CreateOptions;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The browser of the journeys. It is, in this order, what the system property {@code gatehouse.chromium} names, a
 * Chromium or Chrome on this machine, one that comes as an npm package (Linux on x86-64, where npm is), or the one that
 * Playwright downloads by itself.
 */
final class Chromium {
    private static final String NPM_PACKAGE = "@sparticuz/chromium@147.0.0";
    private static final List<String> COMMANDS =
            List.of("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome");
    private static final List<Path> ELSEWHERE = List.of(
            Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome"),
            Path.of("C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe"));

    private final @Nullable Path executable;
    private final Map<String, String> environment;

    private Chromium(@Nullable Path executable, Map<String, String> environment) {
        this.executable = executable;
        this.environment = environment;
    }

    static Chromium find() {
        return named().or(Chromium::installed).or(Chromium::fromNpm).orElseGet(() -> new Chromium(null, Map.of()));
    }

    /** A browser without a window, to be used and closed by one thread. */
    Browser launch() {
        if (executable == null) {
            return Playwright.create().chromium().launch();
        }
        var options = new CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
        var variables = new HashMap<>(System.getenv());
        variables.putAll(environment);
        return Playwright.create(options)
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(executable).setEnv(variables));
    }

    private static Optional<Chromium> named() {
        return Optional.ofNullable(System.getProperty("gatehouse.chromium"))
                .map(path -> new Chromium(Path.of(path), Map.of()));
    }

    private static Optional<Chromium> installed() {
        return Stream.concat(COMMANDS.stream().flatMap(Chromium::onPath), ELSEWHERE.stream())
                .filter(Files::isExecutable)
                .findFirst()
                .map(path -> new Chromium(path, Map.of()));
    }

    private static Stream<Path> onPath(String command) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(folder -> Path.of(folder, command));
    }

    private static Optional<Chromium> fromNpm() {
        var isItsPlatform = System.getProperty("os.name").equals("Linux")
                && System.getProperty("os.arch").equals("amd64");
        if (!isItsPlatform || onPath("npm").noneMatch(Files::isExecutable)) {
            return Optional.empty();
        }
        var folder = CacheFolder.get(NPM_PACKAGE.replaceAll("[@/]", "-").substring(1), Chromium::unpack);
        // the libraries that a machine without any desktop lacks come along
        var libraries = Map.of("LD_LIBRARY_PATH", folder.resolve("al2023/lib").toString());
        return Optional.of(new Chromium(folder.resolve("chromium"), libraries));
    }

    /** The package is made for AWS Lambda: it unpacks itself into the folder for temporary files. */
    private static void unpack(Path folder) throws IOException {
        var module = folder.resolve("node_modules/@sparticuz/chromium/build/esm/index.js")
                .toUri();
        run(folder, "npm", "install", "--prefix", folder.toString(), "--no-save", "--ignore-scripts", NPM_PACKAGE);
        run(
                folder,
                "node",
                "--input-type=module",
                "--eval",
                "import('%s').then(module => module.default.executablePath())".formatted(module));
        Folders.delete(folder.resolve("node_modules"));
    }

    private static void run(Path folder, String... command) {
        var environment = Map.of("TMPDIR", folder.toString(), "AWS_LAMBDA_JS_RUNTIME", "nodejs22.x");
        ChildProcess.start(command[0], List.of(command), environment, folder.resolve(command[0] + ".log"))
                .awaitSuccess();
    }
}
