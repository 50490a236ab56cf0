package org.gatehouse.app;

import jakarta.json.JsonArray;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import jakarta.json.spi.JsonProvider;
import jakarta.json.stream.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import org.gatehouse.access.PrefixedSecret;
import org.gatehouse.access.PrefixedSecret.Kind;
import org.gatehouse.access.Secret;
import org.gatehouse.organization.Organization;
import org.gatehouse.problem.FieldError;
import org.gatehouse.problem.InvalidProblem;
import org.gatehouse.settings.SecretRules;
import org.gatehouse.sharedtoken.DeterministicToken;

/**
 * The file that declares applications: a JSON list of objects as {@code POST /api/apps} takes them, where an organization may be
 * named by its slug, {@code org}, too, and besides with what a token is made from.
 */
final class AppsFile {

    private static final Set<String> FIELDS =
            Set.of("name", "host", "path", "access", "org_id", "org", "role", "rules", "token");
    private static final Set<String> FIELDS_OF_RULES = Set.of("path", "access", "org_id", "org", "role");
    private static final Set<String> FIELDS_OF_TOKENS = Set.of("version", "version_file");
    /** Stands for an organization that is not there, until its policy is orphaned. */
    private static final UUID NONE = new UUID(0, 0);

    private final OwnAddress ownAddress;
    private final Optional<Secret> key;
    private final Function<String, Optional<UUID>> idsBySlug;
    private final Predicate<UUID> organizationExists;
    private final List<String> wrong = new ArrayList<>();
    private final Set<String> slugs = new HashSet<>();
    private final Set<String> unknownOrganizations = new HashSet<>();

    /**
     * @param key {@code SECRET_KEY}, of which tokens are made
     * @param idsBySlug an organization's id by its slug
     * @param organizationExists whether an organization has this id
     */
    AppsFile(
            OwnAddress ownAddress,
            Optional<Secret> key,
            Function<String, Optional<UUID>> idsBySlug,
            Predicate<UUID> organizationExists) {
        this.ownAddress = ownAddress;
        this.key = key;
        this.idsBySlug = idsBySlug;
        this.organizationExists = organizationExists;
    }

    /**
     * The applications that it declares.
     *
     * @throws IllegalStateException naming all that is wrong
     */
    List<DeclaredApp> read(Path file) {
        JsonArray list = parse(file);
        List<DeclaredApp> apps = new ArrayList<>();
        Set<AppAddress> addresses = new HashSet<>();
        for (int i = 0; i < list.size(); i++) {
            String which = "application " + (i + 1);
            try {
                DeclaredApp app = app(object(list.get(i)), file);
                AppAddress address = app.terms().address();
                if (!addresses.add(address)) {
                    wrong.add(which + ": there is another one at " + address + ".");
                }
                apps.add(app);
            } catch (InvalidProblem invalid) {
                invalid.errors().forEach(error -> wrong.add(which + ", " + error.field() + ": " + error.detail()));
            }
        }
        if (!wrong.isEmpty()) {
            throw refusal(file, String.join("\n  - ", wrong));
        }
        return apps;
    }

    /** By which the file names organizations. */
    Set<String> slugs() {
        return slugs;
    }

    /** Ids and slugs in the file that no organization has: who would need a role there is not let in. */
    Set<String> unknownOrganizations() {
        return unknownOrganizations;
    }

    private static JsonArray parse(Path file) {
        try (JsonParser parser = JsonProvider.provider().createParser(new StringReader(Files.readString(file)))) {
            if (parser.next() == JsonParser.Event.START_ARRAY) {
                JsonArray list = parser.getArray();
                if (!parser.hasNext()) {
                    return list;
                }
            }
            throw refusal(file, "Write a JSON list of applications: [{\"name\": …, \"path\": …, \"access\": …}]");
        } catch (IOException unreadable) {
            throw refusal(
                    file,
                    "It cannot be read. Check its path, that it is a text in UTF-8, and that Gatehouse's user may read it.");
        } catch (JsonException | NoSuchElementException malformed) {
            throw refusal(file, "It is no JSON: " + malformed.getMessage());
        }
    }

    private DeclaredApp app(JsonObject app, Path file) {
        requireKnown(app, FIELDS);
        InvalidProblem.requireAll(
                () -> Organization.requireName(text(app, "name").orElse("")),
                () -> address(app),
                () -> policy(app),
                () -> rules(app),
                () -> token(app, file));
        AppTerms terms = new AppTerms(
                Organization.requireName(text(app, "name").orElse("")), address(app), policy(app), rules(app), null);
        return new DeclaredApp(terms, token(app, file));
    }

    private AppAddress address(JsonObject app) {
        return ownAddress.requireFree(
                AppAddress.of(text(app, "host").orElse(""), text(app, "path").orElse("")));
    }

    private List<PathRule> rules(JsonObject app) {
        if (!(app.getOrDefault("rules", JsonValue.EMPTY_JSON_ARRAY) instanceof JsonArray rules)) {
            throw new InvalidProblem("rules", "Write a list of objects.");
        }
        return AppTerms.requireRules(InvalidProblem.requireEach("rules", rules, rule -> rule(object(rule))));
    }

    private PathRule rule(JsonObject rule) {
        requireKnown(rule, FIELDS_OF_RULES);
        return PathRule.of(text(rule, "path").orElse(""), policy(rule));
    }

    private Policy policy(JsonObject object) {
        Optional<String> slug = text(object, "org");
        Optional<String> id = text(object, "org_id");
        if (slug.isPresent() && id.isPresent()) {
            throw new InvalidProblem("org", "Give org_id or org, not both.");
        }
        slug.ifPresent(slugs::add);
        Optional<String> named = id.or(() -> slug);
        Optional<UUID> organization =
                id.map(AppsFile::id).filter(organizationExists).or(() -> slug.flatMap(idsBySlug));
        Policy policy = Policy.of(
                text(object, "access").orElse(""), named.map(given -> organization.orElse(NONE)), text(object, "role"));
        if (named.isPresent() && organization.isEmpty()) {
            unknownOrganizations.add(named.get());
            return policy.orphaned();
        }
        return policy;
    }

    private static UUID id(String text) {
        try {
            return UUID.fromString(text);
        } catch (IllegalArgumentException other) {
            throw new InvalidProblem("org_id", "Write the organization's id, or name it by its slug in org.");
        }
    }

    /** The file that its version may stand in is looked for beside this one. */
    private Optional<PrefixedSecret> token(JsonObject app, Path file) {
        if (!app.containsKey("token")) {
            return Optional.empty();
        }
        if (!(app.get("token") instanceof JsonObject token)) {
            throw new InvalidProblem("token", "Write an object, {\"version\": …} or {\"version_file\": …}.");
        }
        requireKnown(token, FIELDS_OF_TOKENS);
        Optional<String> version = text(token, "version");
        Optional<Path> versionFile = text(token, "version_file").map(file::resolveSibling);
        if (version.isPresent() == versionFile.isPresent()
                || version.filter(text -> text.indexOf(0) >= 0).isPresent()) {
            throw new InvalidProblem("token", "Give a version, a text, or a version_file.");
        }
        return Optional.of(token("app " + address(app), version, versionFile));
    }

    private PrefixedSecret token(String identity, Optional<String> version, Optional<Path> versionFile) {
        Secret usable = key.filter(given -> !SecretRules.isGuessable(given.value()))
                .orElseThrow(() -> new InvalidProblem(
                        "token", "It is made from SECRET_KEY: set that. " + SecretRules.HOW_TO_MAKE_ONE));
        try {
            return PrefixedSecret.of(Kind.APP_TOKEN, DeterministicToken.of(usable, identity, version, versionFile));
        } catch (UncheckedIOException unreadable) {
            throw new InvalidProblem("token", unreadable.getMessage() + ".");
        }
    }

    private static JsonObject object(JsonValue value) {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw new InvalidProblem("all of it", "Write an object, {…}.");
    }

    private static Optional<String> text(JsonObject object, String field) {
        JsonValue value = object.getOrDefault(field, JsonValue.NULL);
        if (value.getValueType() != JsonValue.ValueType.NULL && !(value instanceof JsonString)) {
            throw new InvalidProblem(field, "Write a text, \"…\".");
        }
        return value instanceof JsonString text ? Optional.of(text.getString()) : Optional.empty();
    }

    private static void requireKnown(JsonObject object, Set<String> known) {
        List<FieldError> unknown = object.keySet().stream()
                .filter(field -> !known.contains(field))
                .map(field -> new FieldError(field, "This is not known. Known are " + String.join(", ", known) + "."))
                .toList();
        if (!unknown.isEmpty()) {
            throw new InvalidProblem(unknown);
        }
    }

    private static IllegalStateException refusal(Path file, String wrong) {
        return new IllegalStateException(
                "Gatehouse does not start, the file of GUARDED_APPS_FILE, " + file + ", needs a change:\n  - " + wrong);
    }
}
