package org.gatehouse.setup;

/** Looks at one thing. All look at the same time, each for some seconds at most. */
interface SetupCheck {

    Subject subject();

    /** What it throws becomes a line that it could not be told, with an id to find it in the log. */
    Finding look() throws Exception;
}
