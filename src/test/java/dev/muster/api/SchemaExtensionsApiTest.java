package dev.muster.api;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;

import dev.muster.support.Tenants;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
class SchemaExtensionsApiTest {

    private static final String URN = "urn:acme:scim:schemas:hr:2.0:User";

    @Inject
    Tenants tenants;

    private Calls calls;
    private String schemas;

    @BeforeEach
    void begin() {
        calls = new Calls(tenants.fresh().apiKey());
        schemas = "/directories/" + calls.directory(calls.organization("Acme"), "Acme") + "/schema_extensions";
    }

    @Test
    void isDeclaredReadListedAndDeleted() {
        put(URN, "{\"name\":\"Hr\",\"attributes\":[{\"name\":\"badge\"},{\"name\":\"photo\",\"type\":\"binary\"}]}")
                .statusCode(200)
                .body("object", equalTo("schema_extension"))
                .body("urn", equalTo(URN))
                .body("resource_type", equalTo("User"))
                .body("required", equalTo(false))
                .body("attributes.type", contains("string", "binary"))
                .body("attributes.caseExact", contains(false, true))
                .body("attributes.mutability", contains("readWrite", "readWrite"));
        put(URN.toUpperCase(), "{\"name\":\"People\",\"description\":\"d\",\"attributes\":[{\"name\":\"card\"}]}")
                .statusCode(200)
                .body("urn", equalTo(URN))
                .body("attributes.name", contains("card"));
        calls.get(schemas).then().body("data", hasSize(1)).body("data[0].name", equalTo("People"));
        calls.get(schemas + "/" + URN).then().statusCode(200).body("description", equalTo("d"));
        calls.delete(schemas + "/" + URN).then().statusCode(204);
        calls.delete(schemas + "/" + URN).then().statusCode(404).body("code", equalTo("entity_not_found"));
        calls.get(schemas + "/" + URN).then().statusCode(404).body("entity_id", equalTo(URN));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            urn:acme:hr        | []                                                        | attributes
            urn:acme:hr        | {}                                                        | attributes
            urn:acme:hr        | [1]                                                       | attributes[0]
            urn:acme:hr        | [{'name':'1a'}]                                           | attributes[0].name
            urn:acme:hr        | [{'name':'Password'}]                                     | attributes[0].name
            urn:acme:hr        | [{'name':'a'},{'name':'A'}]                               | attributes[1].name
            urn:acme:hr        | [{'name':'a','type':'number'}]                            | attributes[0].type
            urn:acme:hr        | [{'name':'a','multiValued':'yes'}]                        | attributes[0].multiValued
            urn:acme:hr        | [{'name':'a','mutability':'sometimes'}]                   | attributes[0].mutability
            urn:acme:hr        | [{'name':'a','mutability':'readOnly','required':true}]    | attributes[0].required
            urn:acme:hr        | [{'name':'a','mutability':'writeOnly','returned':'always'}]| attributes[0].returned
            urn:acme:hr        | [{'name':'a','uniqueness':'server'}]                      | attributes[0].uniqueness
            urn:acme:hr        | [{'name':'a','canonicalValues':[1]}]                      | attributes[0].canonicalValues
            urn:acme:hr        | [{'name':'a','type':'complex'}]                           | attributes[0].subAttributes
            urn:acme:hr        | [{'name':'a','type':'complex','subAttributes':[{'name':'b','type':'complex'}]}] | attributes[0].subAttributes[0].type
            hr                 | [{'name':'a'}]                                            | urn
            urn:ietf:params:scim:schemas:core:2.0:User | [{'name':'a'}]                    | urn
            urn:ietf:params:scim:schemas:extension:enterprise:2.0:User | [{'name':'a'}]    | urn
            """)
    void whatIsWrongIsNamed(String urn, String attributes, String field) {
        put(urn, "{\"name\":\"x\",\"attributes\":" + attributes.replace('\'', '"') + "}")
                .statusCode(422)
                .body("errors.field", hasItem(field));
        calls.get(schemas).then().body("data", hasSize(0));
    }

    @Test
    void aDirectoryHasTwentyAtMost() {
        String body = "{\"name\":\"x\",\"attributes\":[{\"name\":\"a\"}]}";
        for (int i = 0; i < 20; i++) {
            put("urn:acme:s" + i, body).statusCode(200);
        }
        put("urn:acme:s20", body).statusCode(409).body("code", equalTo("too_many_schema_extensions"));
        put("urn:acme:s19", body).statusCode(200);
    }

    private ValidatableResponse put(String urn, String body) {
        return calls.request()
                .contentType("application/json")
                .body(body)
                .put(schemas + "/" + urn)
                .then();
    }
}
