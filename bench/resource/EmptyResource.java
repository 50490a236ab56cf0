import jakarta.enterprise.context.RequestScoped;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

/** Unit B: what JAX-RS behind an authentication mechanism costs, before either does anything. */
@Path("unit")
@RequestScoped
public class EmptyResource {

    @GET
    @Produces("text/plain")
    public String get() {
        return "ok";
    }
}
