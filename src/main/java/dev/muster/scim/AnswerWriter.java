package dev.muster.scim;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;

/** Puts an answer on the wire. */
final class AnswerWriter {

    private static final ObjectWriter WRITER = new JsonMapper().writer();

    private AnswerWriter() {}

    static void write(HttpServerRequest request, Answer answer) {
        HttpServerResponse response = request.response().setStatusCode(answer.status());
        answer.headers().forEach(response::putHeader);
        if (answer.body() == null) {
            response.end();
            return;
        }
        response.putHeader("Content-Type", mediaType(request));
        response.end(bytes(answer));
    }

    private static Buffer bytes(Answer answer) {
        try {
            return Buffer.buffer(WRITER.writeValueAsBytes(answer.body()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a tree that cannot be written", e);
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
