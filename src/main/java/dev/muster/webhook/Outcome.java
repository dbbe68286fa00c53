package dev.muster.webhook;

import dev.muster.webhook.Breaker.Sign;

/** How one attempt ended. Times are milliseconds from the first look at DNS; heads are the first 16 KiB as text. */
public sealed interface Outcome {

    /** What it says about the health of the endpoint. */
    Sign sign();

    /** Any 2xx. */
    record Delivered(int status, String head, long millis) implements Outcome {
        @Override
        public Sign sign() {
            return Sign.WELL;
        }
    }

    /**
     * Any other status, redirects included.
     *
     * @param retryAfter the header as it came, or null
     */
    record Refused(int status, String retryAfter, String head, long millis) implements Outcome {
        @Override
        public Sign sign() {
            return Sign.REFUSING;
        }
    }

    /** 410: the receiver wants no more of this. */
    record Gone(String head, long millis) implements Outcome {
        @Override
        public Sign sign() {
            return Sign.REFUSING;
        }
    }

    /** No answer. */
    record Unreachable(Kind kind, long millis) implements Outcome {

        /** How far it came. */
        public enum Kind {
            /** The name does not resolve. */
            DNS,
            /** Nobody accepts connections. */
            CONNECT,
            /** No trusted certificate for this name, or no common protocol. */
            TLS,
            /** The whole attempt took too long. */
            TIMEOUT,
            /** The connection broke before a status came. */
            RESET,
            /** What came is not HTTP, or its header is too large. */
            PROTOCOL
        }

        @Override
        public Sign sign() {
            return Sign.SILENT;
        }
    }

    /**
     * Not sent, because of where it would have gone.
     *
     * @param reason a sentence for the endpoint's owner
     */
    record Blocked(String reason) implements Outcome {
        @Override
        public Sign sign() {
            return Sign.REFUSING;
        }
    }
}
