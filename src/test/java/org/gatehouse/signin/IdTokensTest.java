package org.gatehouse.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import org.junit.jupiter.api.Test;

class IdTokensTest {

    @Test
    void aClaimOfUserInfoIsReadAsTheTextItStandsFor() {
        assertThat(IdTokens.text(string("Alice \"Al\" Liddell"))).isEqualTo("Alice \"Al\" Liddell");
        assertThat(IdTokens.text(JsonValue.TRUE)).isEqualTo("true");
    }

    @Test
    void aClaimOfUserInfoThatIsNullIsNone() {
        assertThat(IdTokens.text(JsonValue.NULL)).isNull();
        assertThat(IdTokens.text(null)).isNull();
    }

    private static JsonString string(String value) {
        return new JsonString() {
            @Override
            public String getString() {
                return value;
            }

            @Override
            public CharSequence getChars() {
                return value;
            }

            @Override
            public ValueType getValueType() {
                return ValueType.STRING;
            }

            @Override
            public String toString() {
                return "\"" + value.replace("\"", "\\\"") + "\"";
            }
        };
    }
}
