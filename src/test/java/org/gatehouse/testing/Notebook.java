package org.gatehouse.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * An application that others have written, with WebSockets: Debian's {@code jupyter-notebook}, which has to be installed. It
 * has no protection of its own here, and one notebook, {@code First.ipynb}, with an empty cell.
 */
public final class Notebook implements AutoCloseable {
    private static final String FIRST = """
            {"cells": [{"cell_type": "code", "execution_count": null, "metadata": {}, "outputs": [], "source": []}],
             "metadata": {"kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"}},
             "nbformat": 4, "nbformat_minor": 4}
            """;

    private final ChildProcess process;
    private final URI address;

    private Notebook(ChildProcess process, URI address) {
        this.process = process;
        this.address = address;
    }

    /** @param path below which it has all its addresses, with slashes around */
    public static Notebook start(String path) {
        try {
            var port = Ports.free();
            var folder = Path.of("target", "it", "notebook").toAbsolutePath();
            var notebooks = Files.createDirectories(folder.resolve("notebooks"));
            Files.writeString(notebooks.resolve("First.ipynb"), FIRST);
            var process = ChildProcess.start(
                    "jupyter-notebook",
                    List.of(
                            "jupyter-notebook",
                            "--no-browser",
                            "--allow-root",
                            "--ip=127.0.0.1",
                            "--port=" + port,
                            "--NotebookApp.token=",
                            "--NotebookApp.allow_remote_access=True",
                            "--NotebookApp.base_url=" + path,
                            "--notebook-dir=" + notebooks),
                    Map.of(
                            "JUPYTER_CONFIG_DIR", folder.toString(),
                            "JUPYTER_DATA_DIR", folder.toString(),
                            "JUPYTER_RUNTIME_DIR", folder.resolve("runtime").toString(),
                            "IPYTHONDIR", folder.resolve("ipython").toString()),
                    folder.resolve("log"));
            var address = URI.create("http://127.0.0.1:" + port);
            process.awaitOk(address.resolve(path + "api"), "Traceback");
            return new Notebook(process, address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI address() {
        return address;
    }

    @Override
    public void close() {
        process.close();
    }
}
