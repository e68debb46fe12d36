"""A connection to a Ray cluster for the time of a run."""

from __future__ import annotations

import contextlib
import importlib.util
import logging
import os
import signal
import socket
import threading
from collections.abc import Iterator
from typing import Final

from kzreg_parse.bulk.cluster.work import ClusterError

ANSWER_WITHIN: Final = 5.0  # seconds for a connection to the address
NEEDED: Final = ("ray", "pyarrow", "pandas", "fsspec")
LOG_LEVEL: Final = "RAY_BACKEND_LOG_LEVEL"
OURS: Final = ("auto", "local")


@contextlib.contextmanager
def connected(address: str) -> Iterator[int]:
    """Join the cluster at `auto`, `local` (one made for this run), or `host:port`; gives its number of cores.

    A connection that the process has already is used and kept. Raises ClusterError.
    """
    if any(importlib.util.find_spec(name) is None for name in NEEDED):
        raise ClusterError("--engine ray needs Ray: pip install 'kzreg-parse[ray]'")
    if address not in OURS:
        _check_answers(address)
    elif address == "auto" and os.environ.get("RAY_ADDRESS", "auto") not in OURS:
        _check_answers(os.environ["RAY_ADDRESS"])
    os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
    os.environ.setdefault("RAY_ENABLE_AUTO_CONNECT", "0")  # what was left running must not join again by itself
    with _handlers_kept():
        import ray

        own = not ray.is_initialized()
        if own:
            with _core_quiet():
                _join(address)
    try:
        yield max(1, int(ray.cluster_resources().get("CPU", 1)))
    finally:
        if own:
            ray.shutdown()


def _join(address: str) -> None:
    import ray
    from ray._private import worker

    if hasattr(worker, "_worker_logs_enabled"):
        worker._worker_logs_enabled = False  # there is no public way to keep a lost node's last log off our output
    try:
        dashboard = {"include_dashboard": False} if address == "local" else {}
        ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR, **dashboard)
    except (ConnectionError, RuntimeError, OSError, ValueError) as error:
        lines = [line for line in str(error).splitlines() if line.strip()]
        raise ClusterError(f"no Ray cluster at --address {address}: {lines[0] if lines else error}") from error


def _check_answers(address: str) -> None:
    """Raise ClusterError where nobody listens; Ray itself would try for minutes."""
    if "://" in address:
        raise ClusterError(f"--address {address}: give host:port of the head node, from a machine of the cluster")
    host, _, port = address.rpartition(":")
    if not host or not port.isdigit():
        raise ClusterError(f"--address {address}: give auto, or host:port of the head node")
    try:
        socket.create_connection((host.strip("[]"), int(port)), ANSWER_WITHIN).close()
    except (OSError, OverflowError) as error:
        raise ClusterError(f"no Ray cluster at --address {address}: {error}") from error


@contextlib.contextmanager
def _core_quiet() -> Iterator[None]:
    """Keep Ray's core from telling of every try again: faults come as exceptions. It prints even its own log level."""
    level = os.environ.get(LOG_LEVEL)
    os.environ[LOG_LEVEL] = level or "fatal"
    kept, nowhere = os.dup(2), os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 2)
    try:
        yield
    finally:
        os.dup2(kept, 2)
        os.close(kept)
        os.close(nowhere)
        if level is None:
            del os.environ[LOG_LEVEL]


@contextlib.contextmanager
def _handlers_kept() -> Iterator[None]:
    """Importing Ray takes SIGTERM for itself; the run has its own way to end."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
