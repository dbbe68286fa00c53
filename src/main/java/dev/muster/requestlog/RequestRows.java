package dev.muster.requestlog;

import dev.muster.requestlog.NewRequest.Endpoint;
import dev.muster.sql.Columns;
import dev.muster.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Writes the log and its counts, for all tenants together. Methods join a running transaction. */
@ApplicationScoped
class RequestRows {

    private static final String INSERT = """
            insert into scim_request (environment_id, directory_id, id, token_id, method, path, query, status, scim_type,
                                      detail, duration_ms, caller, subject_type, subject_id, subject_name, subject_key,
                                      request_bytes, request_body, answer_body)
            select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[], ?::text[], ?::text[], ?::text[], ?::smallint[],
                                 ?::text[], ?::text[], ?::int[], ?::text[], ?::text[], ?::uuid[], ?::text[], ?::text[],
                                 ?::int[], ?::text[], ?::text[])
            """;

    private static final String INSERT_PEOPLE = """
            insert into scim_request_person (environment_id, directory_id, user_id, request_id)
            select * from unnest(?::uuid[], ?::uuid[], ?::uuid[], ?::uuid[])
            """;

    // A directory that has gone meanwhile would make all of them fail.
    private static final String COUNT = """
            insert into scim_request_hour as h (environment_id, directory_id, hour, status, requests)
            select n.environment_id, n.directory_id, n.hour, n.status, n.requests
              from unnest(?::uuid[], ?::uuid[], ?::timestamptz[], ?::smallint[], ?::int[])
                     as n(environment_id, directory_id, hour, status, requests)
              join directory d on (d.environment_id, d.id) = (n.environment_id, n.directory_id) and d.state <> 'deleting'
             order by n.environment_id, n.directory_id, n.hour, n.status
            on conflict (environment_id, directory_id, hour, status) do update set requests = h.requests + excluded.requests
            """;
    private static final String MARK = """
            insert into scim_request_kind as k (environment_id, directory_id, kind, first_at, last_at)
            select n.environment_id, n.directory_id, n.kind, n.first_at, n.last_at
              from unnest(?::uuid[], ?::uuid[], ?::text[], ?::timestamptz[], ?::timestamptz[])
                     as n(environment_id, directory_id, kind, first_at, last_at)
              join directory d on (d.environment_id, d.id) = (n.environment_id, n.directory_id) and d.state <> 'deleting'
             order by n.environment_id, n.directory_id, n.kind
            on conflict (environment_id, directory_id, kind) do update
               set first_at = least(k.first_at, excluded.first_at), last_at = greatest(k.last_at, excluded.last_at)
            """;
    private static final String FIND = """
            select environment_id, id, external_key as key from directory
             where external_key = any(?::text[]) and state <> 'deleting'
            union all
            select environment_id, id, label from directory where label = any(?::text[]) and state <> 'deleting'
            """;

    private final Sql sql;

    RequestRows(Sql sql) {
        this.sql = sql;
    }

    void add(List<KeptRequest> rows) {
        sql.update(
                INSERT,
                Columns.uuids(rows, row -> row.request().environmentId()),
                Columns.uuids(rows, row -> row.request().directoryId()),
                Columns.uuids(rows, row -> row.request().id()),
                Columns.uuids(rows, row -> row.request().tokenId()),
                Columns.texts(rows, KeptRequest::method),
                Columns.texts(rows, KeptRequest::path),
                Columns.texts(rows, KeptRequest::query),
                Columns.numbers(rows, row -> row.request().status()),
                Columns.texts(rows, row -> row.request().scimType()),
                Columns.texts(rows, KeptRequest::detail),
                Columns.numbers(rows, KeptRequest::millis),
                Columns.texts(rows, KeptRequest::caller),
                Columns.texts(rows, row -> row.subject().type()),
                Columns.uuids(rows, row -> row.subject().id()),
                Columns.texts(rows, row -> row.subject().name()),
                Columns.texts(rows, KeptRequest::subjectKey),
                Columns.numbers(rows, row -> row.request().requestBytes()),
                Columns.texts(rows, KeptRequest::requestBody),
                Columns.texts(rows, KeptRequest::answerBody));
    }

    /** The people whom these requests name among others. */
    void addPeople(List<NewRequest> requests) {
        List<Named> named = requests.stream()
                .flatMap(request -> request.people().stream().map(person -> new Named(request, person)))
                .toList();
        if (!named.isEmpty()) {
            sql.update(
                    INSERT_PEOPLE,
                    Columns.uuids(named, one -> one.request().environmentId()),
                    Columns.uuids(named, one -> one.request().directoryId()),
                    Columns.uuids(named, Named::person),
                    Columns.uuids(named, one -> one.request().id()));
        }
    }

    private record Named(NewRequest request, UUID person) {}

    void add(TrafficCounts counts) {
        List<TrafficCounts.Hour> hours = counts.hours();
        sql.update(
                COUNT,
                Columns.uuids(hours, hour -> hour.directory().environmentId()),
                Columns.uuids(hours, hour -> hour.directory().directoryId()),
                Columns.texts(hours, TrafficCounts.Hour::hour),
                Columns.numbers(hours, TrafficCounts.Hour::status),
                Columns.numbers(hours, TrafficCounts.Hour::requests));
        List<TrafficCounts.Mark> marks = counts.marks();
        sql.update(
                MARK,
                Columns.uuids(marks, mark -> mark.directory().environmentId()),
                Columns.uuids(marks, mark -> mark.directory().directoryId()),
                Columns.texts(marks, mark -> mark.kind().column()),
                Columns.texts(marks, TrafficCounts.Mark::first),
                Columns.texts(marks, TrafficCounts.Mark::last));
    }

    /** The living directories behind words of SCIM addresses. */
    Map<String, Endpoint> find(Collection<String> endpointKeys) {
        var found = new HashMap<String, Endpoint>();
        sql.list(
                FIND,
                row -> found.putIfAbsent(row.text("key"), new Endpoint(row.uuid("environment_id"), row.uuid("id"))),
                endpointKeys,
                endpointKeys);
        return found;
    }
}
