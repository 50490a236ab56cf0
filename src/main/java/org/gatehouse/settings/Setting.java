package org.gatehouse.settings;

import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jspecify.annotations.Nullable;

/** Every setting, by the name of its environment variable, with its default. */
public enum Setting {
    PUBLIC_URL(
            null,
            "The address people open, e.g. `https://gate.example.com`: links begin with it."
                    + " Required with `OIDC_ISSUER` or `SMTP_HOST`."),
    DATA_DIR("./data", "Where the H2 database is kept when `DATABASE_URL` is not set."),
    SECRET_KEY(null, "Signs sessions: at least 32 random characters. Required with `OIDC_ISSUER`.", Kind.SECRET),
    SECRET_KEY_PREVIOUS(null, "The key before `SECRET_KEY`: what it signed is still accepted.", Kind.SECRET),
    SESSION_COOKIE_NAME("gatehouse_session", "Name of the session cookie."),
    COOKIE_DOMAIN(null, "Domain of the session cookie, e.g. `.example.com`. Unset: only this host."),
    FRONTEND_URL(
            null,
            "A front end of its own: people land there after sign-out,"
                    + " and after sign-in when no page was asked for."),
    CORS_ORIGINS(
            null,
            "Origins of front ends on other hosts whose scripts may call the API with the session cookie,"
                    + " e.g. `https://app.example.com`. Several are separated by commas."),
    SHARED_TOKEN(
            null,
            "The token that lets in whoever has it, to run this Gatehouse: `random`, another one at each start;"
                    + " `deterministic`, made from `SECRET_KEY`; `off`. Default: `off` with `OIDC_ISSUER`, `random` without;"
                    + " `off` without it lets everybody in."),
    SHARED_TOKEN_PASSWORD(null, "A password of your own in the place of a token; any letters, in UTF-8.", Kind.SECRET),
    SHARED_TOKEN_VERSION(null, "With `SHARED_TOKEN=deterministic`: the token changes with this text, e.g. `2026-05`."),
    SHARED_TOKEN_VERSION_FILE(
            null,
            "With `SHARED_TOKEN=deterministic`: the token changes with the content of this file, e.g. a notebook."),
    OIDC_ISSUER(null, "The OpenID Provider's issuer, exactly as its discovery document spells it."),
    OIDC_CLIENT_ID(null, "Our client id at the provider. Required with `OIDC_ISSUER`."),
    OIDC_CLIENT_SECRET(null, "Our client secret at the provider. Required with `OIDC_ISSUER`.", Kind.SECRET),
    OIDC_REDIRECT_URI(null, "Our callback as registered there. Default: `PUBLIC_URL` + `/api/auth/callback`."),
    OIDC_SCOPES("openid profile email", "Scopes asked for at sign-in."),
    OIDC_PROVIDER_NAME("your account", "The words on the sign-in button: \"Continue with …\"."),
    OIDC_CLIENT_AUTHENTICATION(
            null,
            "`client_secret_basic` or `client_secret_post`, where the provider announces both and our client may use one"
                    + " only. Default: what it announces, `client_secret_post` first."),
    OIDC_PREVIOUS_ISSUER(
            null,
            "The issuer before `OIDC_ISSUER`, while people move: who signs in for the first time with a verified address"
                    + " is the user who had it there. Unset it once all have moved."),
    OIDC_AUDIENCE(
            null,
            "Audience that a bearer token has to name, e.g. the API's identifier at Auth0. Default: `OIDC_CLIENT_ID`."),
    KEYCLOAK_ADMIN_CLIENT_ID(
            null,
            "Client with a service account at the Keycloak of `OIDC_ISSUER`, e.g. `gatehouse-service`. Unset: Keycloak is a"
                    + " provider like any other. See [keycloak.md](keycloak.md)."),
    KEYCLOAK_ADMIN_CLIENT_SECRET(null, "That client's secret. Required with `KEYCLOAK_ADMIN_CLIENT_ID`.", Kind.SECRET),
    KEYCLOAK_URL(
            null,
            "Where Gatehouse reaches that Keycloak, if not where people do: what stands before `/realms/` in `OIDC_ISSUER`."),
    KEYCLOAK_MIRROR_ORGANIZATIONS(
            "false",
            "`true`: organizations and their members are written to Keycloak Organizations. Requires"
                    + " `KEYCLOAK_ADMIN_CLIENT_ID`."),
    KEYCLOAK_CREATE_ACCOUNTS(
            "false",
            "Whether somebody who is invited and has no account at Keycloak gets one there: `true`, or the domains of addresses"
                    + " that do, with commas between, e.g. `example.com`. Needs `KEYCLOAK_ADMIN_CLIENT_ID`."),
    ADMIN_EMAILS(
            null,
            "Addresses of instance administrators, with commas between, where the provider cannot give the role"
                    + " `gatehouse-admin`. They count once the provider vouches for them."),
    ROLE_MAPPING(
            null,
            "Members by what the provider says of them: lines, or parts with `;` between, of `claim=value -> organization:role`,"
                    + " e.g. `groups=engineering -> acme:editor`. [More](keycloak.md#roles-from-the-provider)."),
    DATABASE_URL(null, "PostgreSQL, as `jdbc:postgresql:` or `postgresql://user:password@host/db`. Default: H2."),
    DATABASE_USER(null, "Database user. Goes before one in `DATABASE_URL`."),
    DATABASE_PASSWORD(null, "Database password. Goes before one in `DATABASE_URL`.", Kind.SECRET),
    SMTP_HOST(null, "Mail server. Unset: invitations wait and are shown as not delivered yet."),
    SMTP_PORT("587", "Port of the mail server. STARTTLS is used where it is offered, and demanded with `SMTP_USER`."),
    SMTP_USER(null, "User at the mail server, if it asks for one."),
    SMTP_PASSWORD(null, "Password at the mail server.", Kind.SECRET),
    SMTP_FROM("gatehouse@localhost", "Address that mail comes from."),
    INVITATION_LIFETIME("P7D", "How long an invitation can be claimed: ISO-8601, e.g. `P7D` or `PT12H`."),
    MAX_PENDING_INVITATIONS("20000", "Open invitations of one organization at most, expired ones included."),
    TRUSTED_PROXIES(
            "127.0.0.1, ::1",
            "Addresses or networks (`10.0.0.0/8`) of reverse proxies, with commas between: their `X-Forwarded-For` says where"
                    + " a request comes from, and they may ask for applications. Everybody behind a proxy that is not named counts as one."),
    GUARDED_APPS_FILE(
            null,
            "A JSON file of applications that Gatehouse guards, read at start, besides those made by its administrators."),
    RATE_LIMIT_SIGN_INS("180", "Sign-ins a minute from one address; an office shares one."),
    RATE_LIMIT_FAILURES("60", "Tokens, keys and passwords that do not hold, a minute from one address."),
    RATE_LIMIT_INVITATIONS("300", "Invitations sent one by one, a minute by one caller."),
    SESSION_LIFETIME(
            "PT24H", "How long somebody stays signed in, and the cookie lives: ISO-8601, e.g. `PT24H` or `P7D`."),
    SESSION_IDLE_TIMEOUT(
            null,
            "How long a session may go unused before it ends: ISO-8601, at least `PT5M`. Default: as long as `SESSION_LIFETIME`."),
    CACHE_SECONDS(
            "60",
            "How long a node may answer from memory who a session or an application's policy lets in. What is changed counts"
                    + " at once on all nodes that share a data grid; elsewhere, what another node changes, after this time."
                    + " 0: each request asks the database."),
    SESSION_RETENTION("P30D", "How long ended sessions are kept for users to see: ISO-8601, e.g. `P30D`."),
    AUDIT_RETENTION("P365D", "How long audit events are kept: ISO-8601, e.g. `P365D`.");

    private final @Nullable String defaultValue;
    private final String meaning;
    private final Kind kind;

    Setting(@Nullable String defaultValue, String meaning) {
        this(defaultValue, meaning, Kind.PLAIN);
    }

    Setting(@Nullable String defaultValue, String meaning, Kind kind) {
        this.defaultValue = defaultValue;
        this.meaning = meaning;
        this.kind = kind;
    }

    /**
     * The value as it was given, by itself or in a file, or its default; empty where it has neither.
     *
     * @throws SecretFile.Unreadable if it should stand in a file and does not
     */
    public Optional<String> in(Config config) {
        return text(name(), config)
                .or(() -> file(config).map(path -> SecretFile.read(fileName(), path)))
                .or(() -> Optional.ofNullable(defaultValue));
    }

    /** Where a secret stands that is not given by itself: for Docker and Kubernetes, who hand them over as files. */
    Optional<String> file(Config config) {
        return isSecret() ? text(fileName(), config) : Optional.empty();
    }

    /** Whether it is given by itself, whatever a file says. */
    boolean isText(Config config) {
        return text(name(), config).isPresent();
    }

    boolean isSecret() {
        return kind == Kind.SECRET;
    }

    /** The setting that names a secret's file. */
    String fileName() {
        return name() + "_FILE";
    }

    private static Optional<String> text(String name, Config config) {
        return config.getOptionalValue(name, String.class).map(String::strip).filter(value -> !value.isEmpty());
    }

    public @Nullable String defaultValue() {
        return defaultValue;
    }

    /** One sentence for {@code docs/configuration.md}, in Markdown. */
    public String meaning() {
        return isSecret() ? meaning + " Or in a file: `" + fileName() + "`." : meaning;
    }

    private enum Kind {
        PLAIN,
        /** May stand in a file instead. */
        SECRET
    }
}
