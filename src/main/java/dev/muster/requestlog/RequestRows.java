package dev.muster.requestlog;

import dev.muster.requestlog.NewRequest.Endpoint;
import dev.muster.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;

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
                column(rows, row -> row.request().environmentId()),
                column(rows, row -> row.request().directoryId()),
                column(rows, row -> row.request().id()),
                column(rows, row -> row.request().tokenId()),
                texts(rows, KeptRequest::method),
                texts(rows, KeptRequest::path),
                texts(rows, KeptRequest::query),
                numbers(rows, row -> row.request().status()),
                texts(rows, row -> row.request().scimType()),
                texts(rows, KeptRequest::detail),
                numbers(rows, KeptRequest::millis),
                texts(rows, KeptRequest::caller),
                texts(rows, row -> row.subject().type()),
                column(rows, row -> row.subject().id()),
                texts(rows, row -> row.subject().name()),
                texts(rows, KeptRequest::subjectKey),
                numbers(rows, row -> row.request().requestBytes()),
                texts(rows, KeptRequest::requestBody),
                texts(rows, KeptRequest::answerBody));
    }

    /** The people whom these requests name among others. */
    void addPeople(List<NewRequest> requests) {
        List<Named> named = requests.stream()
                .flatMap(request -> request.people().stream().map(person -> new Named(request, person)))
                .toList();
        if (!named.isEmpty()) {
            sql.update(
                    INSERT_PEOPLE,
                    column(named, one -> one.request().environmentId()),
                    column(named, one -> one.request().directoryId()),
                    column(named, Named::person),
                    column(named, one -> one.request().id()));
        }
    }

    private record Named(NewRequest request, UUID person) {}

    void add(TrafficCounts counts) {
        List<TrafficCounts.Hour> hours = counts.hours();
        sql.update(
                COUNT,
                column(hours, hour -> hour.directory().environmentId()),
                column(hours, hour -> hour.directory().directoryId()),
                texts(hours, hour -> hour.hour().toString()),
                numbers(hours, TrafficCounts.Hour::status),
                numbers(hours, TrafficCounts.Hour::requests));
        List<TrafficCounts.Mark> marks = counts.marks();
        sql.update(
                MARK,
                column(marks, mark -> mark.directory().environmentId()),
                column(marks, mark -> mark.directory().directoryId()),
                texts(marks, mark -> mark.kind().column()),
                texts(marks, mark -> mark.first().toString()),
                texts(marks, mark -> mark.last().toString()));
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

    private static <R> UUID[] column(List<R> rows, Function<R, UUID> value) {
        return array(rows, value, UUID[]::new);
    }

    private static <R> String[] texts(List<R> rows, Function<R, String> value) {
        return array(rows, value, String[]::new);
    }

    private static <R> Long[] numbers(List<R> rows, Function<R, Number> value) {
        return array(rows, row -> value.apply(row).longValue(), Long[]::new);
    }

    private static <R, V> V[] array(List<R> rows, Function<R, V> value, IntFunction<V[]> array) {
        return rows.stream().map(value).toArray(array);
    }
}
