package org.gatehouse.testing;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Gatehouse as an operator runs it: the WAR on a plain Payara Micro, with its settings in the environment. */
public final class PayaraMicro implements AutoCloseable {
    static final Path JAR = Path.of("target", "servers", "payara-micro.jar");
    public static final Path WAR = Path.of("target", "gatehouse.war");

    /** Less compiling and less memory: it serves a handful of people for some minutes. */
    static final List<String> JVM_OPTIONS =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx512m", "-Djava.io.tmpdir=target");

    static final List<String> OPTIONS =
            List.of("--nohazelcast", "--disablephonehome", "--prebootcommandfile", "payara/loopback.asadmin");

    private final ChildProcess process;
    private final URI address;

    private PayaraMicro(ChildProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    /**
     * Starts Payara Micro and does not wait for it.
     *
     * @param contextRoot where Gatehouse stands, {@code /} or {@code /gate}
     * @param settings as {@code docs/configuration.md} lists them
     */
    public static PayaraMicro start(int port, String contextRoot, Map<String, String> settings, Path log) {
        return start(WAR, port, contextRoot, settings, log);
    }

    /** As the other, with a WAR that was changed. */
    public static PayaraMicro start(Path war, int port, String contextRoot, Map<String, String> settings, Path log) {
        return start(war, port, contextRoot, OPTIONS, settings, log);
    }

    /** @param options instead of those of a node that is alone */
    static PayaraMicro start(
            Path war, int port, String contextRoot, List<String> options, Map<String, String> settings, Path log) {
        var command = new ArrayList<String>();
        command.add(ChildProcess.java());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-jar", JAR.toString()));
        command.addAll(List.of("--deploy", war.toString(), "--contextroot", contextRoot));
        command.addAll(List.of("--port", Integer.toString(port)));
        command.addAll(options);
        var address = URI.create("http://localhost:" + port + contextRoot.replaceAll("/$", ""));
        return new PayaraMicro(ChildProcess.start("Payara Micro", command, settings, log), address);
    }

    /** As the other, at a port that is free. */
    public static PayaraMicro start(String contextRoot, Map<String, String> settings, Path log) {
        return start(Ports.free(), contextRoot, settings, log);
    }

    /** Where Gatehouse answers, without a slash at the end. */
    public URI address() {
        return address;
    }

    /** Waits for Gatehouse itself: Payara Micro opens its port before, and also if the application does not start. */
    public void awaitReady() {
        process.awaitOk(URI.create(address + "/api/auth/me"), "Exception while loading the app");
    }

    /** As {@code kill -9} does, and as a machine that loses power. */
    public void kill() {
        process.kill();
    }

    @Override
    public void close() {
        process.close();
    }
}
