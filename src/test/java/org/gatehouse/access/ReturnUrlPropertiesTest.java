package org.gatehouse.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.gatehouse.testing.Junk;

class ReturnUrlPropertiesTest {
    private static final Pattern SCHEME = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*:");

    @Property(tries = 5_000)
    void whatIsAcceptedABrowserReadsAsAPathBelowTheContextRoot(
            @ForAll("addresses") String asked, @ForAll("roots") String contextRoot) {
        ReturnUrl.within(List.of(contextRoot), asked).ifPresent(accepted -> {
            assertThat(accepted).isEqualTo(asked);
            assertThat(pathOnThisHost(accepted))
                    .hasValueSatisfying(path -> assertThat(path + "/").startsWith(contextRoot + "/"));
        });
    }

    @Property
    void anAddressBelowTheContextRootIsAccepted(@ForAll("pages") String page, @ForAll("roots") String contextRoot) {
        assertThat(ReturnUrl.within(List.of(contextRoot), contextRoot + page)).contains(contextRoot + page);
    }

    @Property(tries = 5_000)
    void whatIsAcceptedOfAnOriginABrowserReadsAsItsHost(@ForAll("addresses") String end) {
        ReturnUrl.within(List.of("https://app.example.com"), "https://app.example.com" + end)
                .ifPresent(accepted -> assertThat(accepted.replaceFirst("^https://([^/\\\\?#]*).*", "$1"))
                        .isEqualTo("app.example.com"));
    }

    @Provide
    Arbitrary<String> roots() {
        return Arbitraries.of("", "/gate");
    }

    @Provide
    Arbitrary<String> pages() {
        return Junk.of("orgs", "account", "-", "7", "%C3%A9", "~", "a.b", "...")
                .map(page -> "/" + page + "?q=../%2f//x");
    }

    @Provide
    Arbitrary<String> addresses() {
        var parts = Junk.of(
                "/",
                "/",
                "/gate",
                "\\",
                ":",
                "@",
                "?",
                "#",
                ";",
                "..",
                ".",
                "%2e",
                "%2f",
                "%5C",
                "%00",
                "\t",
                "\n",
                " ",
                "\0",
                "https:",
                "javascript:",
                "evil.example",
                "account",
                "\u012f",
                "\uff0f");
        return Arbitraries.oneOf(parts, parts.map(end -> "/" + end), parts.map(end -> "/gate/" + end), Junk.text());
    }

    /** Where a browser goes (WHATWG URL): what it leaves out, what it takes for a slash, and who it takes for a host. */
    private static Optional<String> pathOnThisHost(String address) {
        var read = address.strip().replaceAll("[\\t\\r\\n]", "").replace('\\', '/');
        return SCHEME.matcher(read).find() || read.startsWith("//") || !read.startsWith("/")
                ? Optional.empty()
                : Optional.of(withoutDots(read.replaceFirst("[?#].*", "")));
    }

    /** Servers drop what follows a semicolon before they look for dots. */
    private static String withoutDots(String path) {
        var segments = new ArrayDeque<String>();
        for (var segment : path.substring(1).split("/", -1)) {
            var plain = segment.replaceFirst(";.*", "").replaceAll("(?i)%2e", ".");
            if (plain.equals("..")) {
                segments.pollLast();
            } else if (!plain.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }
}
