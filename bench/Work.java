import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A request that is measured.
 *
 * @param server whose CPU it takes
 * @param sign what its answer has somewhere: a status alone would also be that of a request that is not understood
 * @param tokens for a round, each to be sent once as a bearer token; none where the headers say who calls
 */
record Work(
        String name,
        long server,
        URI address,
        Map<String, String> headers,
        int status,
        String sign,
        Supplier<List<String>> tokens) {

    Work(String name, long server, URI address, Map<String, String> headers, int status, String sign) {
        this(name, server, address, headers, status, sign, List::of);
    }

    /**
     * @return how many characters are answered
     * @throws IllegalStateException if it is not answered as it should be: then its cost is none of interest
     */
    int check() throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address);
        headers.forEach(request::header);
        tokens.get().stream().limit(1).forEach(token -> request.header("Authorization", "Bearer " + token));
        var answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
        var told = answer.headers().map() + answer.body();
        if (answer.statusCode() != status || !told.contains(sign)) {
            throw new IllegalStateException("%s: %d instead of %d with \"%s\": %s"
                    .formatted(name, answer.statusCode(), status, sign, told));
        }
        return answer.body().length();
    }
}
