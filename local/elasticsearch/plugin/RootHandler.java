package portcullis;

import java.util.List;
import org.elasticsearch.Build;
import org.elasticsearch.action.admin.cluster.state.ClusterStateResponse;
import org.elasticsearch.client.internal.node.NodeClient;
import org.elasticsearch.core.TimeValue;
import org.elasticsearch.rest.BaseRestHandler;
import org.elasticsearch.rest.RestRequest;
import org.elasticsearch.rest.RestRequest.Method;
import org.elasticsearch.rest.RestResponse;
import org.elasticsearch.rest.RestStatus;
import org.elasticsearch.rest.action.RestBuilderListener;
import org.elasticsearch.xcontent.XContentBuilder;

/** Tells clients which server they have reached. Like Elastic's own, it asks for the right to monitor the cluster. */
final class RootHandler extends BaseRestHandler {
    private final String node;

    RootHandler(String node) {
        this.node = node;
    }

    @Override
    public String getName() {
        return "portcullis_root";
    }

    @Override
    public List<Route> routes() {
        return List.of(new Route(Method.GET, "/"), new Route(Method.HEAD, "/"));
    }

    @Override
    protected RestChannelConsumer prepareRequest(RestRequest request, NodeClient client) {
        return channel -> client.admin().cluster()
            .prepareState(TimeValue.timeValueSeconds(30))
            .clear().setMetadata(true).setLocal(true)
            .execute(new RestBuilderListener<>(channel) {
                @Override
                public RestResponse buildResponse(ClusterStateResponse state, XContentBuilder answer) throws Exception {
                    Build build = Build.current();
                    answer.startObject();
                    answer.field("name", node);
                    answer.field("cluster_name", state.getClusterName().value());
                    answer.field("cluster_uuid", state.getState().metadata().clusterUUID());
                    answer.startObject("version");
                    answer.field("number", build.qualifiedVersion());
                    answer.field("build_flavor", build.flavor());
                    answer.field("build_type", build.type().displayName());
                    answer.field("build_hash", build.hash());
                    answer.field("build_date", build.date());
                    answer.field("build_snapshot", build.isSnapshot());
                    answer.field("minimum_wire_compatibility_version", build.minWireCompatVersion());
                    answer.field("minimum_index_compatibility_version", build.minIndexCompatVersion());
                    answer.endObject();
                    answer.field("tagline", "You Know, for Search");
                    answer.endObject();
                    return new RestResponse(RestStatus.OK, answer);
                }
            });
    }
}
