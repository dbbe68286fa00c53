package dev.muster.support;

import io.quarkus.test.common.TestResourceScope;
import io.quarkus.test.common.WithTestResource;

/** Found by Quarkus by its annotation alone: the resource is there for all tests, so that none has to name it. */
@WithTestResource(value = MusterTestResource.class, scope = TestResourceScope.GLOBAL)
final class SuiteResources {}
