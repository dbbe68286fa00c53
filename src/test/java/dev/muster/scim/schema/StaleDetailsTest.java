package dev.muster.scim.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.scim.Json;
import org.junit.jupiter.api.Test;

class StaleDetailsTest {

    private static final String ENTERPRISE = "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User";

    @Test
    void anotherManagerDoesNotKeepTheNameOfTheFormerOne() {
        var resource = managed("{'value':'m2','displayName':'Mia'}");

        StaleDetails.drop(ResourceType.USER, managed("{'value':'m1','displayName':'Mia'}"), resource);

        assertThat(resource).isEqualTo(managed("{'value':'m2'}"));
    }

    @Test
    void nothingIsLeftOfAManagerWhoIsGone() {
        var resource = managed("{'displayName':'Mia'}");

        StaleDetails.drop(ResourceType.USER, managed("{'value':'m1','displayName':'Mia'}"), resource);

        assertThat(resource).isEqualTo(Json.object("{'userName':'sol'}"));
    }

    private static ObjectNode managed(String manager) {
        return Json.object("{'userName':'sol','" + ENTERPRISE + "':{'manager':" + manager + "}}");
    }
}
