package org.gatehouse.page;

import static java.util.stream.Collectors.joining;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Named;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Stands for a person or an organization where there is no picture: initials on one of six tints. */
@Named
@ApplicationScoped
public class Avatars {

    private static final int TINTS = 6;

    /** The first letters of the first and the last word, or the first two of the only one. */
    public String initials(String name) {
        List<String> words = Arrays.stream(name.split("[^\\p{L}\\p{N}]+"))
                .filter(word -> !word.isEmpty())
                .toList();
        String initials = switch (words.size()) {
            case 0 -> "?";
            case 1 -> start(words.get(0), 2);
            default -> start(words.get(0), 1) + start(words.get(words.size() - 1), 1);
        };
        return initials.toUpperCase(Locale.ROOT);
    }

    /** The same for the same name, from 0. */
    public int tint(String name) {
        return Math.floorMod(name.hashCode(), TINTS);
    }

    private static String start(String word, int letters) {
        return word.codePoints().limit(letters).mapToObj(Character::toString).collect(joining());
    }
}
