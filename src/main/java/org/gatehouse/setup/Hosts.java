package org.gatehouse.setup;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/** Names of machines, as cookies compare them (RFC 6265, section 5.1.3). */
final class Hosts {

    private static final Pattern ADDRESS = Pattern.compile("[\\d.]+|\\[.*|.*:.*");
    /** Under which anybody may register: browsers take no cookie for them. The most common ones, at least. */
    private static final Pattern REGISTRY = Pattern.compile("(ac|co|com|edu|gov|net|org)\\.[a-z]{2}");

    private Hosts() {}

    /** Whether a cookie for this domain goes to this host. */
    static boolean covers(String domain, String host) {
        return ("." + host.toLowerCase(Locale.ROOT))
                .endsWith("." + domain.replaceFirst("^\\.", "").toLowerCase(Locale.ROOT));
    }

    /** The longest domain to which all of them belong; empty where a cookie cannot go to all. */
    static Optional<String> commonDomain(Collection<String> hosts) {
        if (hosts.stream().anyMatch(host -> ADDRESS.matcher(host).matches())) {
            return Optional.empty();
        }
        List<String> domains = hosts.stream()
                .map(host -> host.toLowerCase(Locale.ROOT))
                .distinct()
                .toList();
        String[] labels = domains.get(0).split("\\.", -1);
        for (int from = 0; from < labels.length - 1; from++) {
            String domain = String.join(".", Arrays.copyOfRange(labels, from, labels.length));
            if (domains.stream().allMatch(host -> covers(domain, host))) {
                return Optional.of(domain)
                        .filter(common -> !REGISTRY.matcher(common).matches());
            }
        }
        return Optional.empty();
    }
}
