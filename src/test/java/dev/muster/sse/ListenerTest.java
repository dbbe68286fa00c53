package dev.muster.sse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.SseEventSink;
import java.nio.channels.ClosedChannelException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jboss.resteasy.reactive.server.jaxrs.SseImpl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An open page whose connection fails in the moment of a write, which cannot be brought about over HTTP at will. */
@Timeout(10)
class ListenerTest {

    private final ChangeFeed feed = new ChangeFeed();

    @Test
    void aPageThatIsLeftEndsItsFeedQuietly() throws Exception {
        var sink = new FailingSink(new ClosedChannelException());
        feed.follow("nothing", () -> "something", Listener.at(sink, new SseImpl()));
        assertThat(sink.closed).isTrue();
    }

    @Test
    void otherFailuresAreNotHidden() {
        var sink = new FailingSink(new IllegalArgumentException("not to be written"));
        var page = Listener.at(sink, new SseImpl());
        assertThatThrownBy(() -> feed.follow("nothing", () -> "something", page))
                .hasRootCauseMessage("not to be written");
        assertThat(sink.closed).isTrue();
    }

    private static final class FailingSink implements SseEventSink {

        private final Exception failure;
        private boolean closed;

        FailingSink(Exception failure) {
            this.failure = failure;
        }

        @Override
        public boolean isClosed() {
            return closed;
        }

        @Override
        public CompletionStage<?> send(OutboundSseEvent event) {
            return CompletableFuture.failedFuture(failure);
        }

        @Override
        public void close() {
            closed = true;
        }
    }
}
