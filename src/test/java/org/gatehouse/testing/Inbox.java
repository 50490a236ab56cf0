package org.gatehouse.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Web pages that show what has come to the {@link MailServer}: the demo's mail program, for everybody's mail. */
final class Inbox implements AutoCloseable {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM, HH:mm:ss", Locale.ENGLISH).withZone(ZoneId.systemDefault());

    private static final String PAGE = """
            <!doctype html>
            <html lang="en">
            <head>
              <meta charset="utf-8">
              <meta name="viewport" content="width=device-width">
              %s
              <title>%s</title>
              <style>
                :root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif;
                        --line: light-dark(#ddd, #444); --quiet: light-dark(#5a5a5a, #aaa); }
                body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; }
                h1 { font-size: 1.5rem; }
                h2 { font-size: 1rem; margin: 2rem 0 .5rem; }
                ul { list-style: none; padding: 0; }
                li { border-top: 1px solid var(--line); padding: .75rem 0; }
                li a { font-weight: 600; }
                small, dt { color: var(--quiet); }
                dl { display: grid; grid-template-columns: max-content 1fr; gap: .25rem 1rem; }
                dd { margin: 0; overflow-wrap: anywhere; }
                iframe, pre { box-sizing: border-box; width: 100%%; border: 1px solid var(--line); border-radius: 8px; }
                iframe { height: 36rem; background: #fff; }
                pre { padding: 1rem; white-space: pre-wrap; overflow-wrap: anywhere; }
              </style>
            </head>
            <body>
            %s
            </body>
            </html>
            """;

    private final HttpServer server;
    private final MailServer mail;

    private Inbox(HttpServer server, MailServer mail) {
        this.server = server;
        this.mail = mail;
    }

    static Inbox start(int port, MailServer mail) {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            var inbox = new Inbox(server, mail);
            server.setExecutor(Executors.newCachedThreadPool());
            server.createContext("/", exchange -> answer(exchange, "text/html", Optional.of(inbox.list())));
            server.createContext("/mail", exchange -> answer(exchange, "text/html", inbox.show(exchange, Inbox::page)));
            server.createContext("/html", exchange -> answer(exchange, "text/html", inbox.show(exchange, Inbox::html)));
            server.createContext(
                    "/source", exchange -> answer(exchange, "text/plain", inbox.show(exchange, Mail::source)));
            server.start();
            return inbox;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot show the mail at port " + port, e);
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private String list() {
        var mails = mails();
        var body = mails.isEmpty()
                ? "<p>Nothing yet. What Gatehouse and Keycloak send, to whomever, is shown here.</p>"
                : mails.stream().map(Inbox::row).collect(Collectors.joining("\n", "<ul>", "</ul>"));
        return PAGE.formatted(
                "<meta http-equiv=\"refresh\" content=\"5\">", "Mail of the demo", "<h1>Mail of the demo</h1>" + body);
    }

    private Optional<String> show(HttpExchange exchange, Function<Mail, String> view) {
        var id = exchange.getRequestURI().getQuery();
        return mails().stream().filter(mail -> mail.id().equals(id)).findFirst().map(view);
    }

    /** The latest first; one with several recipients once. */
    private List<Mail> mails() {
        return mail.mails().stream()
                .collect(Collectors.toMap(Mail::id, Function.identity(), (one, other) -> one))
                .values()
                .stream()
                .sorted(Comparator.comparing(Mail::sent).reversed())
                .toList();
    }

    private static String row(Mail mail) {
        return "<li><a href=\"/mail?%s\">%s</a><br>to %s <small>from %s, %s</small></li>"
                .formatted(query(mail), escape(mail.subject()), escape(mail.to()), escape(mail.from()), time(mail));
    }

    private static String page(Mail mail) {
        var body = """
                <p><a href="/">All mail</a></p>
                <h1>%s</h1>
                <dl><dt>To<dd>%s<dt>From<dd>%s<dt>Sent<dd>%s</dl>
                <iframe title="The mail" sandbox="allow-popups allow-popups-to-escape-sandbox" src="/html?%s"></iframe>
                <h2>As text</h2>
                <pre>%s</pre>
                <p><a href="/source?%5$s">Source</a></p>
                """.formatted(
                        escape(mail.subject()),
                        escape(mail.to()),
                        escape(mail.from()),
                        time(mail),
                        query(mail),
                        escape(mail.text()).replaceAll("https?://[^\\s<]+", "<a href=\"$0\">$0</a>"));
        return PAGE.formatted("", escape(mail.subject()), body);
    }

    /** Links open beside this page, not inside its frame. */
    private static String html(Mail mail) {
        var html = mail.html().isEmpty() ? "<pre>" + escape(mail.text()) + "</pre>" : mail.html();
        return "<!doctype html><base target=\"_blank\">" + html;
    }

    private static String query(Mail mail) {
        return URLEncoder.encode(mail.id(), StandardCharsets.UTF_8);
    }

    private static String time(Mail mail) {
        return TIME.format(mail.sent());
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    private static void answer(HttpExchange exchange, String type, Optional<String> content) throws IOException {
        var body = content.orElse("There is no such mail (any more).").getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type + "; charset=utf-8");
        exchange.sendResponseHeaders(content.isPresent() ? 200 : 404, body.length);
        try (exchange) {
            exchange.getResponseBody().write(body);
        }
    }
}
