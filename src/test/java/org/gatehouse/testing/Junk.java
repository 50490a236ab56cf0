package org.gatehouse.testing;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.Tuple;
import org.gatehouse.problem.InvalidProblem;

/** What nobody sends who means well, for tests of properties. */
public final class Junk {
    /** Each has been trouble somewhere: for a parser, a database, a terminal, a person who reads. */
    private static final String[] TROUBLE = {
        "",
        " ",
        "\0",
        "\u0007",
        "\r\n",
        "\t",
        "\u2028",
        "\u00a0",
        "\ud83d",
        "\ude42",
        "🙂",
        "\ufeff",
        "\u200b",
        "\u202e",
        "\u0331",
        "ｆ",
        "а",
        "İ",
        "ß",
        "Σ",
        "null",
        "true",
        "me",
        "-1",
        "0x10",
        "1e999",
        "99999999999999999999",
        "'",
        "\"",
        "\\",
        "%",
        "%00",
        "_",
        "/",
        "..",
        ";",
        "&",
        "<script>",
        "${7*7}",
        "' or 1=1 --"
    };

    private Junk() {}

    /** Any characters, halves of pairs and ends of lines among them; now and then longer than any field may be. */
    public static Arbitrary<String> text() {
        return Arbitraries.frequencyOf(
                Tuple.of(4, Arbitraries.strings().all().ofMaxLength(40)),
                Tuple.of(8, of(TROUBLE)),
                Tuple.of(1, Arbitraries.of(TROUBLE).map(trouble -> trouble.repeat(501))));
    }

    /** Any of these, one after the other. */
    public static Arbitrary<String> of(String... parts) {
        return Arbitraries.of(parts).list().ofMaxSize(8).map(list -> String.join("", list));
    }

    /** JSON of any type, and some that is only nearly JSON. */
    public static Arbitrary<String> json() {
        return Arbitraries.frequencyOf(
                Tuple.of(8, value()),
                Tuple.of(1, Combinators.combine(value(), text()).as((json, more) -> json + more)),
                Tuple.of(1, value().map(json -> json.substring(0, json.length() / 2))),
                Tuple.of(1, Arbitraries.of("[", "{\"a\":").map(open -> open.repeat(10_000))),
                Tuple.of(
                        1, Arbitraries.of("[]", "{\"a\":{}}").map(inner -> "[".repeat(400) + inner + "]".repeat(400))));
    }

    /**
     * An object of these fields and others: they may be missing, or there twice, right or of any type.
     *
     * @param right JSON by field
     */
    public static Arbitrary<String> object(Map<String, String> right) {
        var field = Arbitraries.of(right.keySet());
        var quoted = text().map(Junk::quote);
        return Arbitraries.frequencyOf(
                        Tuple.of(8, field.map(name -> quote(name) + ":" + right.get(name))),
                        Tuple.of(2, entry(field.map(Junk::quote), quoted)),
                        Tuple.of(2, entry(field.map(Junk::quote), value())),
                        Tuple.of(1, entry(quoted, value())))
                .list()
                .ofMaxSize(right.size() + 3)
                .map(entries -> "{" + String.join(",", entries) + "}");
    }

    /** What was taken; empty if it was refused by a rule. */
    public static <T> Optional<T> accepted(Supplier<T> parsing) {
        try {
            return Optional.of(parsing.get());
        } catch (InvalidProblem refused) {
            return Optional.empty();
        }
    }

    /** As JSON, in ASCII whatever the text is. */
    public static String quote(String text) {
        return text.chars()
                .mapToObj(c ->
                        c < ' ' || c > '~' || c == '"' || c == '\\' ? "\\u%04x".formatted(c) : String.valueOf((char) c))
                .collect(Collectors.joining("", "\"", "\""));
    }

    private static Arbitrary<String> value() {
        return Arbitraries.lazyOf(
                () -> Arbitraries.of("null", "true", "0", "-1", "1e999", "9".repeat(2_000), "\"\"", "[]", "{}"),
                () -> text().map(Junk::quote),
                () -> value().list().ofMaxSize(3).map(values -> "[" + String.join(",", values) + "]"),
                () -> entry(text().map(Junk::quote), value()).map(entry -> "{" + entry + "}"));
    }

    private static Arbitrary<String> entry(Arbitrary<String> name, Arbitrary<String> value) {
        return Combinators.combine(name, value).as((key, json) -> key + ":" + json);
    }
}
