package org.gatehouse.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class ReturnUrlTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/account",
                "/orgs/0b5e/settings?q=al&role=editor&status=pending",
                "/apps/sales?next=https%3A%2F%2Fexample.com%2F%3Fa%3Db%26c",
                "/apps/sales?next=https://example.com//x",
                "/search?q=a|b{c}^`[d]\"<e>",
                "/search?q=caf%C3%A9+au%20lait&note=one%0D%0Atwo%5C%2f",
                "/notes/a;v=1,2/b:c@d/$&'()*+,=~!",
                "/apps//sales",
                "/page#section",
                "/@evil.example",
                "/https://evil.example",
            })
    void anAddressOfThisApplicationPassesUnchanged(String asked) {
        assertThat(ReturnUrl.within(List.of(""), asked)).contains(asked);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                // another host, spelt in every way that browsers understand
                "https://evil.example",
                "https:evil.example",
                "https:/evil.example",
                "HTTPS:\\\\evil.example",
                "http:///evil.example",
                "//evil.example",
                "///evil.example",
                "////evil.example/%2f..",
                "/\\evil.example",
                "\\/evil.example",
                "\\\\evil.example",
                "/\\/evil.example",
                "//\\evil.example",
                // what browsers drop or trim before they look for a host
                "/\t/evil.example",
                "/\n/evil.example",
                "/\r/evil.example",
                "/\u0000/evil.example",
                "/\u0008/evil.example",
                "\t//evil.example",
                " //evil.example",
                " /account",
                "/ /evil.example",
                // a header of one's own
                "/account\r\nSet-Cookie: gatehouse_session=x",
                "/account?x=\r\nLocation: https://evil.example",
                "/account%0d%0aSet-Cookie:%20x=y",
                // decoded once too often
                "/%2fevil.example",
                "/%2F%2Fevil.example",
                "/%5cevil.example",
                "/%09/evil.example",
                "/%00",
                "%2f%2fevil.example",
                // somebody before the host
                "//gate.example.com@evil.example",
                "https://gate.example.com@evil.example/",
                "https://gate.example.com:pw@evil.example/",
                // hosts that look like ours
                "//gate.example.com.evil.example",
                "https://gate.example.com.evil.example",
                "https://gate-example.com",
                "https://gate.example.com%2eevil.example",
                "//ga\u0442e.example.com",
                // characters that are a slash, or a line break, once their upper byte is lost
                "/\u012fevil.example",
                "/\u560a\u560dSet-Cookie: x=y",
                "/\uff0fevil.example",
                "/\u2028evil",
                "/\u00a0/evil.example",
                // no address of a page at all
                "account",
                "?next=/account",
                "#top",
                "javascript:alert(1)",
                "JaVaScRiPt:alert(1)",
                "data:text/html,x",
                "mailto:me@evil.example",
                ".",
                "..//evil.example",
                // somewhere else once it is resolved
                "/..",
                "/.//evil.example",
                "/a/..//evil.example",
                "/%2e%2E/%2e/account",
                "/..;/account",
                "/.;x=1//evil.example",
            })
    void whatABrowserCouldReadAsAnotherHostIsRefused(String asked) {
        assertThat(ReturnUrl.within(List.of(""), asked)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/gate", "/gate/", "/gate/account", "/gate?error=expired", "/gate/...", "/gate/.well-known?a=../"
            })
    void whatIsBelowTheContextRootPasses(String asked) {
        assertThat(ReturnUrl.within(List.of("/gate"), asked)).contains(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "/account",
                "/gatehouse",
                "/gate-2/",
                "/gate/../other",
                "/gate/%2e./other",
                "/gate;x/../other"
            })
    void anotherApplicationOfTheSameHostIsRefused(String asked) {
        assertThat(ReturnUrl.within(List.of("/gate"), asked)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://app.example.com",
                "https://app.example.com/",
                "https://app.example.com/boards/7?tab=a%2Fb#x",
                "/account",
            })
    void anAddressOfAnOriginThatIsNamedPasses(String asked) {
        assertThat(ReturnUrl.within(List.of("", "https://app.example.com"), asked))
                .contains(asked);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // a host that only begins like it
                "https://app.example.com.evil.example/",
                "https://app.example.comevil.example/",
                "https://app.example.com@evil.example/",
                "https://app.example.com:pw@evil.example/",
                "https://app.example.com:8443/",
                "https://app.example.com%2eevil.example/",
                "https://app.example.com\\@evil.example/",
                "https://app.example.com\\.evil.example/",
                "https://app.example.com\t.evil.example/",
                "https://app.example.com?@evil.example/",
                "https://app.example.com#@evil.example/",
                "https://app.example.com;.evil.example/",
                // another scheme, another host
                "http://app.example.com/",
                "https:app.example.com/",
                "https:/app.example.com/",
                "//app.example.com/",
                "https://evil.example/?https://app.example.com/",
                "https://evil.example@app.example.com/",
                "javascript:alert(1)//https://app.example.com/",
                " https://app.example.com/",
                // somewhere else, or a header of one's own, once it is decoded
                "https://app.example.com//evil.example",
                "https://app.example.com/..//evil.example",
                "https://app.example.com/%2f%2fevil.example",
                "https://app.example.com/\r\nSet-Cookie: x=y",
                "https://app.example.com/%0d%0aSet-Cookie:x=y",
            })
    void whatOnlyLooksLikeAnOriginThatIsNamedIsRefused(String asked) {
        assertThat(ReturnUrl.within(List.of("", "https://app.example.com"), asked))
                .isEmpty();
    }

    @Test
    void anAddressTooLongForACookieIsRefused() {
        assertThat(ReturnUrl.within(List.of(""), "/" + "a".repeat(1_999))).isPresent();
        assertThat(ReturnUrl.within(List.of(""), "/" + "a".repeat(2_000))).isEmpty();
    }
}
