package dev.muster.webhook;

import dev.muster.webhook.Outcome.Unreachable.Kind;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.TooLongFrameException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;

/** Tells from an exception of the HTTP client how far an attempt came. */
final class FailureKind {

    private FailureKind() {}

    static Kind whileConnecting(Throwable failure) {
        return has(failure, SSLException.class) ? Kind.TLS : Kind.CONNECT;
    }

    static Kind afterConnecting(Throwable failure) {
        if (has(failure, SSLException.class)) {
            return Kind.TLS;
        }
        boolean unreadable = has(failure, DecoderException.class)
                || has(failure, TooLongFrameException.class)
                || has(failure, IllegalArgumentException.class);
        return unreadable ? Kind.PROTOCOL : Kind.RESET;
    }

    private static boolean has(Throwable failure, Class<? extends Throwable> type) {
        return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
                .limit(10)
                .anyMatch(type::isInstance);
    }
}
