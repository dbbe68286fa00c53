package dev.muster.requestlog;

import static org.assertj.core.api.Assertions.assertThat;

import dev.muster.provider.ProviderType;
import dev.muster.support.ScimDirectories;
import dev.muster.support.Superuser;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

@QuarkusTest
class RequestRetentionTest {

    @Inject
    ScimDirectories directories;

    @Inject
    RequestRecorder recorder;

    @Inject
    RequestRetention retention;

    @Test
    void daysThatAreTooOldGoAndTodayStays() throws Exception {
        var scim = directories.of(ProviderType.OKTA);
        scim.get("/Users");
        recorder.flush();
        String mine = "from scim_request where directory_id = '" + scim.access().directoryId() + "'";
        try (var superuser = Superuser.connect()) {
            superuser.execute("""
                    create table scim_request_20200102 partition of scim_request
                      for values from (id_floor('2020-01-02 00:00Z')) to (id_floor('2020-01-03 00:00Z'))""");
            superuser.execute("""
                    create table scim_request_person_20200102 partition of scim_request_person
                      for values from (id_floor('2020-01-02 00:00Z')) to (id_floor('2020-01-03 00:00Z'))""");
            superuser.execute("""
                    insert into scim_request (environment_id, directory_id, id, method, path, status, duration_ms)
                    select environment_id, directory_id, id_floor('2020-01-02 12:00Z'), method, path, status, 1\s""" + mine);
            assertThat(superuser.value("select count(*) " + mine)).isEqualTo("2");
            retention.tidy(Instant.now());
            assertThat(superuser.value("select count(*) " + mine)).isEqualTo("1");
            for (String table : List.of("scim_request", "scim_request_person")) {
                assertThat(superuser.value("select to_regclass('" + table + "_20200102')"))
                        .isNull();
                assertThat(superuser.value("select to_regclass('" + table
                                + "_' || to_char(now() + interval '6 days', 'YYYYMMDD'))"))
                        .as("there is room for the next days")
                        .isNotNull();
            }
        }
    }
}
