package dev.muster.scim;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.muster.directory.DirectoryAccess;
import dev.muster.directory.Listed;
import dev.muster.directory.Search;
import dev.muster.directory.Slice;
import dev.muster.scim.schema.Projection;
import dev.muster.scim.schema.ResourceType;
import java.util.List;

/** All resources of one type in a directory, as far as lists need them. */
interface ResourceSet<R> {

    /** As it is in the caller's directory. */
    ResourceType type(Caller caller);

    SqlStorage storage();

    /** In a transaction. */
    List<Listed<R>> read(DirectoryAccess directory, Search search, Slice slice, Projection projection);

    /** In a transaction. */
    long count(DirectoryAccess directory, Search search);

    /** The resources as they are answered. */
    List<ObjectNode> represented(Caller caller, List<R> rows, Projection projection);
}
