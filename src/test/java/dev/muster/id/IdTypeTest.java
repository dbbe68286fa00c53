package dev.muster.id;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class IdTypeTest {

    private static final String ULID = "01EHWNCE74X7JSDV0X3SZ3PJNY";

    @ParameterizedTest
    @EnumSource
    void readsWhatItPrints(IdType type) {
        UUID id = Ulids.next();

        assertThat(type.parse(type.print(id))).contains(id);
    }

    @ParameterizedTest
    @EnumSource
    void noOtherTypeReadsIt(IdType type) {
        String text = type.print(Ulids.next());

        for (IdType other : IdType.values()) {
            assertThat(other.parse(text).isPresent())
                    .as("%s reads %s", other, text)
                    .isEqualTo(other == type);
        }
    }

    @Test
    void printsLikeWorkOs() {
        UUID id = Ulids.parse(ULID).orElseThrow();

        assertThat(IdType.DIRECTORY_USER.print(id)).isEqualTo("directory_user_" + ULID);
        assertThat(IdType.ORGANIZATION_DOMAIN.print(id)).isEqualTo("org_domain_" + ULID);
        assertThat(IdType.WEBHOOK_ENDPOINT.print(id)).isEqualTo("we_" + ULID);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "org",
                "org_",
                "org" + ULID,
                "ORG_" + ULID,
                " org_" + ULID,
                "org_" + ULID + " ",
                "org__" + ULID,
                "org_domain_" + ULID,
                "org_domain_01EHWNCE74X7JSD",
                "01EHWNCE74X7JSDV0X3SZ3PJNY",
                "42",
                "01563e3a-b5d3-d676-4c61-efb99302bd5b",
                "org_8ZZZZZZZZZZZZZZZZZZZZZZZZZ",
                "org_' or 1=1 --00000000000000",
                "org_\u0000\u0000\u0000\uD800",
            })
    void strangersTextsAreNoIds(String text) {
        assertThat(IdType.ORGANIZATION.parse(text)).isEmpty();
    }

    @Test
    void nullAndHugeTextsAreNoIds() {
        assertThat(IdType.ORGANIZATION.parse(null)).isEmpty();
        assertThat(IdType.ORGANIZATION.parse("org_" + "0".repeat(1 << 20))).isEmpty();
    }
}
