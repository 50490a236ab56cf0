package org.gatehouse.session;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a browser and its system are called, as far as a {@code User-Agent} tells. Browsers pretend to be each other, so
 * the first name that fits is the right one; what is not known is empty.
 */
public record Device(String browser, String system) {

    private static final Map<String, Pattern> BROWSERS = names(
            "Edge", "Edg(e|A|iOS)?/",
            "Opera", "\\b(OPR|OPiOS|Opera)/",
            "Samsung Internet", "SamsungBrowser/",
            "Vivaldi", "Vivaldi/",
            "Firefox", "(Firefox|FxiOS)/",
            "Chrome", "(Chrome|CriOS|Chromium)/",
            "Safari", "Version/.* Safari/",
            "curl", "^curl/");

    private static final Map<String, Pattern> SYSTEMS = names(
            "iPhone", "\\biPhone\\b",
            "iPad", "\\biPad\\b",
            "Android", "\\bAndroid\\b",
            "Windows", "\\bWindows\\b",
            "ChromeOS", "\\bCrOS\\b",
            "macOS", "\\bMac(intosh| OS X)\\b",
            "Linux", "\\bLinux\\b");

    public static Device of(@Nullable String userAgent) {
        String words = userAgent == null ? "" : userAgent;
        return new Device(find(BROWSERS, words), find(SYSTEMS, words));
    }

    private static String find(Map<String, Pattern> names, String words) {
        return names.entrySet().stream()
                .filter(name -> name.getValue().matcher(words).find())
                .map(Map.Entry::getKey)
                .findFirst()
                .orElse("");
    }

    private static Map<String, Pattern> names(String... namesAndPatterns) {
        Map<String, Pattern> names = new LinkedHashMap<>();
        for (int i = 0; i < namesAndPatterns.length; i += 2) {
            names.put(namesAndPatterns[i], Pattern.compile(namesAndPatterns[i + 1]));
        }
        return names;
    }
}
