package dev.muster.tenant;

import jakarta.persistence.Column;
import jakarta.persistence.Convert;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;

/** Production, staging and the like: the outermost border between data. API keys and webhooks belong to exactly one. */
@Entity
@Table(name = "environment")
public class Environment {

    @Id
    private UUID id;

    @Column(name = "team_id", updatable = false)
    private UUID teamId;

    private String name;

    @Column(updatable = false)
    @Convert(converter = KindColumn.class)
    private Kind kind;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt;

    protected Environment() {}

    Environment(UUID id, UUID teamId, String name, Kind kind, Instant createdAt) {
        this.id = id;
        this.teamId = teamId;
        this.name = name;
        this.kind = kind;
        this.createdAt = createdAt;
    }

    public UUID id() {
        return id;
    }

    public String name() {
        return name;
    }

    public Kind kind() {
        return kind;
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** Staging gives up on a failing webhook after minutes instead of days. */
    public enum Kind {
        PRODUCTION,
        STAGING;

        public String column() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** Anything but the word {@code staging} is production, the careful one. */
        public static Kind named(String word) {
            return STAGING.column().equals(word) ? STAGING : PRODUCTION;
        }
    }
}
