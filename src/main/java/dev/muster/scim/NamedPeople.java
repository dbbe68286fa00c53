package dev.muster.scim;

import dev.muster.id.IdType;
import dev.muster.requestlog.NewRequest;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * The people whose ids stand in a body, wherever they stand: as members, in the paths that pick these, in the operations of a
 * bulk. The bytes are looked through as they came, so that a refused or unreadable body tells as much as another.
 */
final class NamedPeople {

    private static final byte[] START = IdType.DIRECTORY_USER.start().getBytes(StandardCharsets.US_ASCII);
    private static final int LENGTH = START.length + 26;

    private NamedPeople() {}

    /** The first ones, at most as many as a request is kept with. */
    static List<UUID> in(byte[] body) {
        if (body == null) {
            return List.of();
        }
        var people = new LinkedHashSet<UUID>();
        for (int at = 0; at <= body.length - LENGTH && people.size() < NewRequest.MOST_PEOPLE; at++) {
            id(body, at).ifPresent(people::add);
        }
        return List.copyOf(people);
    }

    private static Optional<UUID> id(byte[] body, int at) {
        for (int i = 0; i < START.length; i++) {
            if (body[at + i] != START[i]) {
                return Optional.empty();
            }
        }
        return IdType.DIRECTORY_USER.parse(new String(body, at, LENGTH, StandardCharsets.US_ASCII));
    }
}
