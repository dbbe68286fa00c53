package dev.muster.api;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import jakarta.ws.rs.core.MediaType;

/** The format of this door. */
final class Json {

    /** Node's SDK answers null to a success of any other type. */
    static final String TYPE = "application/json; charset=utf-8";

    static final MediaType MEDIA_TYPE = new MediaType("application", "json", "utf-8");

    static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private Json() {}
}
