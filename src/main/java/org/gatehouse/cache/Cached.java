package org.gatehouse.cache;

/** An entity of which nodes remember something. Let {@link ChangeListener} listen to it. */
public interface Cached {

    /** What has to be forgotten when it changes. */
    Change change();
}
