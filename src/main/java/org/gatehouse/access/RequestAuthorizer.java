package org.gatehouse.access;

import org.gatehouse.problem.Problem;

/**
 * A rule of one's own on top of Gatehouse's: asked for each request that would go on otherwise, to Gatehouse or to an
 * application that it guards, whoever makes it. Files of {@code /static} are excepted, which the page of a refusal needs.
 */
public interface RequestAuthorizer {

    /** @throws Problem if the request must not go on, with the sentence that is told to who made it */
    void authorize(RequestLine request, Caller caller);
}
