package dev.muster.event;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.event.payload.WireTime;
import dev.muster.id.IdType;
import dev.muster.id.Ulids;
import dev.muster.sql.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import java.util.List;
import java.util.UUID;

/** Appends events in the transaction of the change they report. */
@ApplicationScoped
public class EventLog {

    // nextval runs over the sorted rows, so ids follow the order of the changes. The row locks of the changed entities
    // are
    // held by now, which is what makes the order of ids the order of commits for one entity.
    private static final String APPEND = """
            with drawn as (
              select nextval('event_seq') as id, n.event_id, n.type, n.entity_key, n.body,
                     timestamptz 'epoch' + n.millis * interval '1 millisecond' as created_at
                from (select * from unnest(?::uuid[], ?::text[], ?::text[], ?::bytea[], ?::bigint[])
                               with ordinality as u(event_id, type, entity_key, body, millis, ord) order by ord) n),
            logged as (
              insert into event (id, environment_id, event_id, body, created_at)
              select id, ?, event_id, body, created_at from drawn)
            insert into event_new (id, environment_id, event_id, type, organization_id, directory_id, entity_key, created_at)
            select id, ?, event_id, type, ?::uuid, ?::uuid, entity_key, created_at from drawn
            """;

    private final Sql sql;
    private final Event<Appended> appended;

    EventLog(Sql sql, Event<Appended> appended) {
        this.sql = sql;
        this.appended = appended;
    }

    /** Events were committed. */
    public record Appended() {}

    /** One statement for all, at the latest with the commit; an empty list costs nothing. */
    public void append(EventScope scope, List<NewEvent> events) {
        if (events.isEmpty()) {
            return;
        }
        var ids = new UUID[events.size()];
        var types = new String[ids.length];
        var entities = new String[ids.length];
        var bodies = new byte[ids.length][];
        var millis = new Long[ids.length];
        for (int i = 0; i < ids.length; i++) {
            var event = events.get(i);
            ids[i] = Ulids.next();
            types[i] = event.type().wireName();
            entities[i] = event.entityKey();
            bodies[i] = Stringify.utf8(envelope(ids[i], types[i], event.data()));
            millis[i] = Ulids.instant(ids[i]).toEpochMilli();
        }
        sql.later(
                APPEND,
                ids,
                types,
                entities,
                bodies,
                millis,
                scope.environmentId(),
                scope.environmentId(),
                scope.organizationId(),
                scope.directoryId());
        sql.afterCommit(() -> appended.fire(new Appended()));
    }

    static ObjectNode envelope(UUID id, String type, ObjectNode data) {
        ObjectNode envelope = JsonNodeFactory.instance.objectNode();
        envelope.put("object", "event");
        envelope.put("id", IdType.EVENT.print(id));
        envelope.put("event", type);
        envelope.set("data", data);
        envelope.put("created_at", WireTime.print(Ulids.instant(id)));
        envelope.putObject("context");
        return envelope;
    }
}
