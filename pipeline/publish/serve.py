"""The site on this machine, rebuilt whenever a record, a page or the pipeline changes."""

import logging
import os
import socket
import subprocess
import sys

from pipeline.paths import Paths

HOST = "127.0.0.1"


def serve(paths: Paths, *, port: int = 8000) -> None:
    """Build, then serve on loopback until interrupted; open pages reload after each rebuild.

    `port` is the first to try; the next free one is taken where it is in use. A rebuild runs
    `./inv build` in a process of its own, so that changes to the pipeline itself count too; a
    failing one says why, and the last good site goes on being served.

    Raises:
        OSError: no port is free from `port` on.
    """
    from mkdocs.livereload import LiveReloadServer

    logging.basicConfig(level=logging.INFO, format="%(message)s")
    logging.getLogger("watchdog").setLevel(logging.WARNING)
    port = free_port(port)

    def build() -> None:
        rebuild(paths)

    server = LiveReloadServer(builder=build, host=HOST, port=port, root=str(paths.out))
    build()
    written = paths.written
    for folder in (paths.data, written / "assets", written / "overrides", paths.root / "pipeline"):
        if folder.is_dir():
            server.watch(str(folder))
    # Not what lies below: docs/archive is what a build writes.
    server.watch(str(written), recursive=False)
    server.watch(str(paths.config))
    try:
        server.serve()  # type: ignore[no-untyped-call]
    except KeyboardInterrupt:
        pass
    finally:
        server.shutdown()


def rebuild(paths: Paths) -> bool:
    """Run the whole pipeline as a user would; say whether it went well."""
    command = [sys.executable, "-P", "-m", "invoke", "--search-root", str(paths.root), "build"]
    # Compiled modules written beside the watched ones would look like a change.
    environment = {**os.environ, "PYTHONPYCACHEPREFIX": str(paths.cache / "pycache")}
    done = subprocess.run(  # noqa: S603 - our own command, with paths as arguments
        [*command, "--data", str(paths.data), "--out", str(paths.out)],
        env=environment,
        check=False,
    )
    return done.returncode == 0


def free_port(first: int) -> int:
    """The first port from `first` on that nothing listens to on loopback."""
    for port in range(first, min(first + 100, 65536)):
        with socket.socket() as probe:
            # As the server will: a port that a closed connection still holds is free.
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind((HOST, port))
            except OSError:
                continue
            return port
    raise OSError(f"no port is free from {first} on; give another with --port")
