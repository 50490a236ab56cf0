package org.gatehouse.system;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.gatehouse.testing.Newcomer;
import org.gatehouse.testing.Sql;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages know GET, HEAD and POST. */
@ExtendWith(ArquillianExtension.class)
@RunAsClient
class PageMethodsIT {
    private static final Map<String, String> NO_HEADERS = Map.of();

    @ParameterizedTest
    @ValueSource(strings = {"PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND"})
    void anotherMethodIsRefusedWithTheOnesThatAreThere(String method) throws Exception {
        var ann = Newcomer.named("ann");
        for (var page : new String[] {"/", "/login", "/account", "/orgs/new", "/invitations/x"}) {
            var refused = ann.api().request(method, page, "", NO_HEADERS);

            assertThat(refused.statusCode()).as(page).isEqualTo(405);
            assertThat(refused.headers().firstValue("Allow")).contains("GET, HEAD, POST");
            assertThat(refused.body()).contains("This request cannot be answered");
        }
    }

    @Test
    void headIsGetWithoutTheBody() throws Exception {
        var head = Newcomer.named("ann").api().request("HEAD", "/account", "", NO_HEADERS);

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValue("Content-Type")).contains("text/html;charset=UTF-8");
        assertThat(head.body()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD"})
    void aFormIsNotSentByOpeningAnAddress(String method) throws Exception {
        var slug = "by-address-" + UUID.randomUUID();
        var form = "new=new&name=By+address&slug=" + slug + "&create=create&jakarta.faces.ViewState=stateless";

        var shown = Newcomer.named("ann").api().request(method, "/orgs/new?" + form, "", NO_HEADERS);

        assertThat(shown.statusCode()).isEqualTo(200);
        assertThat(Sql.count("select count(*) from organization where slug = ?", slug))
                .isZero();
    }
}
