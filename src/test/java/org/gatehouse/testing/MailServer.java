package org.gatehouse.testing;

import com.icegreen.greenmail.configuration.GreenMailConfiguration;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import java.util.List;
import java.util.stream.Stream;

/** A mail server that takes every mail by SMTP and delivers none: it keeps them, in memory, to be looked at. */
public final class MailServer implements AutoCloseable {
    private final GreenMail server;
    private final int port;

    private MailServer(GreenMail server, int port) {
        this.server = server;
        this.port = port;
    }

    static MailServer start(int port) {
        var server = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP))
                .withConfiguration(GreenMailConfiguration.aConfig().withDisabledAuthentication());
        server.start();
        return new MailServer(server, port);
    }

    public int port() {
        return port;
    }

    /** All mails, once per recipient; those of one address in the order in which they came. */
    public List<Mail> mails() {
        return Stream.of(server.getReceivedMessages()).map(Mail::new).toList();
    }

    /** As if the mail server were down, until {@link #resume()}. */
    public void pause() {
        server.stop();
    }

    public void resume() {
        server.start();
    }

    @Override
    public void close() {
        server.stop();
    }
}
