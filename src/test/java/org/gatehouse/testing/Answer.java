package org.gatehouse.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;

/** What the API answered. */
public record Answer(HttpResponse<String> response) {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Pattern NEXT = Pattern.compile("<([^>]+)>; rel=\"next\"");

    public int status() {
        return response.statusCode();
    }

    public String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    public JsonNode json() {
        try {
            return JSON.readTree(response.body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + response + " " + response.body(), e);
        }
    }

    /** @param pointer where in the JSON, e.g. {@code /0/email} */
    public String text(String pointer) {
        return json().at(pointer).asText();
    }

    /** This field of every element. */
    public List<String> texts(String field) {
        return StreamSupport.stream(json().spliterator(), false)
                .map(element -> element.path(field).asText())
                .toList();
    }

    /** The fields that a problem names. */
    public List<String> pointers() {
        return StreamSupport.stream(json().path("errors").spliterator(), false)
                .map(error -> error.path("pointer").asText())
                .toList();
    }

    /** The last part of a problem's type. */
    public String problem() {
        return header("Content-Type").equals("application/problem+json")
                ? text("/type").replace("urn:gatehouse:problem:", "")
                : "no problem but " + header("Content-Type");
    }

    /** The address of the next part; empty at the end. */
    public String next() {
        var link = NEXT.matcher(header("Link"));
        return link.find() ? link.group(1) : "";
    }
}
