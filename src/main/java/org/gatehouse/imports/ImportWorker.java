package org.gatehouse.imports;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Works off imports, one after the other. */
@ApplicationScoped
public class ImportWorker {

    private static final Logger LOG = Logger.getLogger(ImportWorker.class.getName());

    @Inject
    ImportQueue queue;

    /**
     * Takes an import and works it off.
     *
     * @return whether there was one
     */
    public boolean runNext() {
        Optional<UUID> taken = queue.take();
        taken.ifPresent(this::run);
        return taken.isPresent();
    }

    public void removeOld() {
        queue.removeOld();
    }

    private void run(UUID id) {
        try {
            boolean more = true;
            while (more) {
                more = queue.advance(id);
            }
        } catch (RuntimeException notNow) {
            LOG.log(Level.WARNING, "Import " + id + " stopped, it goes on in a minute", notNow);
        }
    }
}
