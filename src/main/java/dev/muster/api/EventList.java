package dev.muster.api;

import dev.muster.event.StoredEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** A list of events put together from their stored bytes, so that it holds exactly what webhooks carry. */
final class EventList {

    private static final byte[] START = utf8("{\"object\":\"list\",\"data\":[");
    private static final String METADATA = "],\"list_metadata\":{\"before\":null,\"after\":%s}}";

    private EventList() {}

    /** @param after id to go on behind, when there is more */
    static byte[] bytes(List<StoredEvent> events, Optional<String> after) {
        byte[] end = utf8(METADATA.formatted(after.map(id -> '"' + id + '"').orElse("null")));
        int commas = Math.max(0, events.size() - 1);
        int length = events.stream().mapToInt(event -> event.body().length).sum();
        var list = new byte[START.length + length + commas + end.length];
        int at = put(START, list, 0);
        for (int i = 0; i < events.size(); i++) {
            if (i > 0) {
                list[at++] = ',';
            }
            at = put(events.get(i).body(), list, at);
        }
        put(end, list, at);
        return list;
    }

    private static int put(byte[] bytes, byte[] list, int at) {
        System.arraycopy(bytes, 0, list, at, bytes.length);
        return at + bytes.length;
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
