package dev.muster.scim;

/** What one method of one address does. */
@FunctionalInterface
interface Action {

    /**
     * @throws Refusal                                  for HTTP's own refusals
     * @throws dev.muster.scim.error.ScimException      for a client's mistake
     */
    Answer perform(Call call);
}
