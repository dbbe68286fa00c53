package dev.muster.scim;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.Context;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.io.IOException;
import org.jboss.logging.Logger;

/** Puts an answer on the wire. */
final class AnswerWriter {

    private static final Logger LOG = Logger.getLogger(AnswerWriter.class);
    /** Does not end the answer by itself: what breaks off must not look complete. No character needs an escape in UTF-8. */
    private static final ObjectWriter WRITER = JsonMapper.builder()
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET, JsonGenerator.Feature.AUTO_CLOSE_JSON_CONTENT)
            .enable(JsonGenerator.Feature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build()
            .writer();

    private AnswerWriter() {}

    static void write(HttpServerRequest request, Answer answer, Context eventLoop) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (answer.body() != null) {
            response.putHeader("Content-Type", mediaType(request));
        }
        var out = new AnswerStream(response, eventLoop);
        if (answer.body() == null || request.method() == HttpMethod.HEAD) {
            out.finish();
        } else {
            writeBody(request, answer, out);
        }
    }

    private static void writeBody(HttpServerRequest request, Answer answer, AnswerStream out) {
        try {
            WRITER.writeValue(out, answer.body());
            out.finish();
        } catch (AnswerStream.ClientGone gone) {
            LOG.debugf(gone, "the answer to %s %s was not wanted to its end", request.method(), request.path());
        } catch (IOException | RuntimeException e) {
            // The status is on its way; all that is left is to make clear that this is not the end of it.
            LOG.errorf(e, "the answer to %s %s broke off", request.method(), request.path());
            request.connection().close();
        }
    }

    private static String mediaType(HttpServerRequest request) {
        try {
            return MediaTypes.negotiate(request.getHeader("Accept"));
        } catch (Refusal neither) {
            return MediaTypes.SCIM;
        }
    }
}
