package org.gatehouse.system;

import org.eclipse.persistence.sessions.Session;
import org.eclipse.persistence.sessions.SessionCustomizer;

/**
 * Where a connection turns out to be broken, EclipseLink tries again three times, five seconds apart: longer than anybody should
 * wait for a database that is down. A tenth of a second is enough to be given another connection.
 */
public class QuickRetry implements SessionCustomizer {

    private static final int DELAY_MILLIS = 100;

    @Override
    public void customize(Session session) {
        session.getLogin().setDelayBetweenConnectionAttempts(DELAY_MILLIS);
    }
}
