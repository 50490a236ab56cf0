package org.gatehouse.cache;

import jakarta.persistence.PostPersist;
import jakarta.persistence.PostRemove;
import jakarta.persistence.PostUpdate;

/** Tells of every change of an entity. Statements that change rows without their entities have to tell it themselves. */
public class ChangeListener {

    @PostPersist
    @PostUpdate
    @PostRemove
    void changed(Cached entity) {
        entity.change().tell();
    }
}
