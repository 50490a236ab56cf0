import jakarta.annotation.PostConstruct;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.persistence.EntityManager;
import jakarta.persistence.PersistenceContext;

/** Has an enterprise bean and persistence begin, and nothing done with them: what no start of Gatehouse can do without. */
@Singleton
@Startup
public class Begin {

    @PersistenceContext
    EntityManager em;

    @PostConstruct
    void begin() {
        em.find(Thing.class, 1L);
    }
}
