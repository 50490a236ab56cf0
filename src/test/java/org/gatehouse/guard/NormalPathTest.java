package org.gatehouse.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalPathTest {

    @ParameterizedTest
    @CsvSource({
        "/,                              /",
        "/sales,                         /sales",
        "/sales/,                        /sales/",
        "/sales/report.pdf?x=1,          /sales/report.pdf",
        "/sales?next=/../admin//%2f;%25, /sales",
        "/sales?a?b,                     /sales",
        "/%73ales,                       /sales",
        "/caf%C3%A9/men%c3%bc,           /café/menü",
        "/a%20b/c+d,                     /a b/c+d",
        "/a.b/..c/d../.e/...,            /a.b/..c/d../.e/...",
        "/~user/a:b@c/$&'()*+=!_-[]^`{}|,/~user/a:b@c/$&'()*+=!_-[]^`{}|",
        "/%F0%9F%91%A9%E2%80%8D%F0%9F%92%BB, /👩‍💻",
        "/@evil.example,                 /@evil.example",
    })
    void aPathIsDecodedOnce(String uri, String path) {
        assertThat(NormalPath.of(uri)).contains(new NormalPath(path));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // no path
                "",
                "*",
                "sales",
                "?x",
                "http://sales.example.com/",
                "//sales",
                // somewhere else once it is resolved
                "/..",
                "/.",
                "/public/..",
                "/public/../admin",
                "/public/./x",
                "/public/%2e%2e/admin",
                "/public/.%2E/admin",
                "/public/%2e/x",
                "/..?x",
                // one slash to some, two to others
                "/public//admin",
                "/public//",
                "/public///x",
                // a slash to some
                "/public%2fadmin",
                "/public%2Fadmin",
                "/public/..%2fadmin",
                "/public\\admin",
                "/public%5cadmin",
                "/public/..%5Cadmin",
                // cut by some
                "/public;/admin",
                "/admin;x=1",
                "/public%3bx",
                "/public%3Fx",
                "/public#x",
                "/public%23x",
                "/admin%00",
                "/admin%00.png",
                // decoded by some once more
                "/public%252fadmin",
                "/%252e%252e/admin",
                "/100%25",
                // no escapes
                "/%",
                "/%2",
                "/%zz",
                "/%u002f",
                "/%-1",
                "/%+1",
                // no UTF-8
                "/%ff",
                "/%c0%af",
                "/%e0%80%af",
                "/%c0%ae%c0%ae/admin",
                "/%ed%a0%80",
                "/%c3",
                "/%c3x%a9",
                // controls, spaces and letters that were not escaped
                "/a%0d%0ab",
                "/a%09b",
                "/a%7fb",
                "/a%c2%85b",
                "/a%e2%80%a8b",
                "/a b",
                "/a\tb",
                "/a\nb",
                "/caf\u00e9",
                "/\u012fadmin",
            })
    void whatCouldBeReadInMoreThanOneWayHasNoPath(String uri) {
        assertThat(NormalPath.of(uri)).isEmpty();
    }

    @Test
    void howeverLongItIs() {
        var path = "/" + "a".repeat(100_000);

        assertThat(NormalPath.of(path)).contains(new NormalPath(path));
    }
}
