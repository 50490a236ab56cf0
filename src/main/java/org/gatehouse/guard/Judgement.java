package org.gatehouse.guard;

import java.util.Optional;
import org.gatehouse.app.Access;
import org.gatehouse.app.GuardedApp;

/**
 * What comes of a request, and what has to be told with it.
 *
 * @param app empty where there is none
 * @param access what its policy asks for there
 * @param visitor who it is; empty where that is not known
 * @param advice what somebody who is not let in can do
 */
record Judgement(
        Decision decision,
        Optional<GuardedApp> app,
        Optional<Access> access,
        Optional<Visitor> visitor,
        String advice) {}
