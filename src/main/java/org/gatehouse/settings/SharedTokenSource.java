package org.gatehouse.settings;

/** Where the instance's shared token comes from. */
public enum SharedTokenSource {
    /** Made at random, another one at each start. */
    RANDOM,
    /** Derived, the same on every node. */
    DETERMINISTIC,
    /** Chosen by the operator. */
    PASSWORD,
    /** There is none. */
    OFF
}
