package org.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class NormalPathPropertiesTest {

    /** What nginx, Caddy and most servers would turn it into, resolving, merging and decoding as often as they like. */
    @Property(tries = 2_000)
    void whatHasAPathMeansThatPathToEverybody(@ForAll("addresses") String uri) {
        NormalPath.of(uri).ifPresent(path -> {
            var raw = uri.replaceFirst("\\?.*", "");
            var once = decode(raw);
            assertThat(path.value()).isEqualTo(once);
            assertThat(decode(once)).as("decoded again").isEqualTo(once);
            assertThat(once.replaceAll("/+", "/")).as("slashes merged").isEqualTo(once);
            assertThat(once.replaceFirst("[;?#\\x00].*", "")).as("cut").isEqualTo(once);
            assertThat(once.replace('\\', '/')).as("backslashes turned").isEqualTo(once);
            var resolved = URI.create(raw.replaceAll("[\\[\\]^`{}|\"<>]", "_")).normalize();
            assertThat(resolved.getRawPath()).as("dots resolved").isEqualTo(raw.replaceAll("[\\[\\]^`{}|\"<>]", "_"));
        });
    }

    @Property
    void whatABrowserSendsForPlainNamesHasItsPath(@ForAll("names") List<String> names) {
        var path = "/" + String.join("/", names);
        var sent = names.stream()
                .map(name -> URLEncoder.encode(name, StandardCharsets.UTF_8).replace("+", "%20"))
                .collect(Collectors.joining("/", "/", ""));

        assertThat(NormalPath.of(sent)).contains(new NormalPath(path));
    }

    @Property
    void nothingIsSoOddThatItFails(@ForAll String uri) {
        assertThat(NormalPath.of(uri)).isNotNull();
    }

    @Provide
    Arbitrary<String> addresses() {
        return Arbitraries.of(
                        "/", "/", "/", "a", "b", ".", "..", "%", "%2", "2f", "%2e", "%2F", "%5c", "%25", "%00", "%3b",
                        ";", "?", "#", "\\", "%41", "%c3%a9", "%C3", "admin", "public", "x", "%20", "[", "|", "~")
                .list()
                .ofMaxSize(12)
                .map(parts -> "/" + String.join("", parts));
    }

    @Provide
    Arbitrary<List<String>> names() {
        return Arbitraries.strings()
                .withChars("abcXYZ019._-~ äé文")
                .ofMinLength(1)
                .ofMaxLength(8)
                .filter(name -> !name.equals(".") && !name.equals(".."))
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException noEscape) {
            return text;
        }
    }
}
