package org.gatehouse.system;

import jakarta.el.ELContext;
import jakarta.faces.component.FacesComponent;
import jakarta.faces.component.UIComponentBase;
import jakarta.faces.context.FacesContext;
import java.io.IOException;
import java.util.Map;
import java.util.Objects;

/**
 * Shows its content once for each of some items: the components in it are built once, whatever the number of rows, and
 * take nothing in, so that nothing is kept for each row, as {@code ui:repeat} does. The item is given to expressions as
 * a lambda's argument is: that is found before any named bean is looked for.
 */
@FacesComponent("org.gatehouse.Rows")
public class Rows extends UIComponentBase {

    @Override
    public String getFamily() {
        return "org.gatehouse";
    }

    @Override
    public boolean getRendersChildren() {
        return true;
    }

    @Override
    public void encodeChildren(FacesContext context) throws IOException {
        ELContext expressions = context.getELContext();
        String variable = (String) attribute("var");
        for (Object item : (Iterable<?>) attribute("items")) {
            expressions.enterLambdaScope(Map.of(variable, item));
            try {
                super.encodeChildren(context);
            } finally {
                expressions.exitLambdaScope();
            }
        }
    }

    private Object attribute(String name) {
        return Objects.requireNonNull(getAttributes().get(name), name);
    }
}
